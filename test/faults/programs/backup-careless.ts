import './careless.ts'
import './backup.ts'
