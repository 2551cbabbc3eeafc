import type { Module } from '../kernel/module.ts'
import { compte } from './compte/module.ts'
import { demarches } from './demarches/module.ts'
import { verification } from './verification/module.ts'

/** The modules of the house, one line each. */
export const MODULES: readonly Module[] = [compte, demarches, verification]
