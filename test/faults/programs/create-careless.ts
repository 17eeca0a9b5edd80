import './careless.ts'
import './create.ts'
