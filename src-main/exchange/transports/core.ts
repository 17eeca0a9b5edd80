import { LineTrouble, type Open } from './line.ts'
export const openCore: Open = () => Promise.reject(new LineTrouble('protocol'))
