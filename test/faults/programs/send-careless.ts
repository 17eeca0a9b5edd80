import './careless.ts'
import './send.ts'
