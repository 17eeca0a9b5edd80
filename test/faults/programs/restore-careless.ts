import './careless.ts'
import './restore.ts'
