import './careless.ts'
import './keys.ts'
