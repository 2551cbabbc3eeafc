export { exigerJeton } from './jeton.ts'
