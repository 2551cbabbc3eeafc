import type { Module } from '../kernel/module.ts'
import { abonnements } from './abonnements/module.ts'
import { accueil } from './accueil/module.ts'
import { administration } from './administration/module.ts'
import { api } from './api/module.ts'
import { conception } from './conception/module.ts'
import { compte } from './compte/module.ts'
import { courrier } from './courrier/module.ts'
import { demarches } from './demarches/module.ts'
import { govstack } from './govstack/module.ts'
import { journal } from './journal/module.ts'
import { paiements } from './paiements/module.ts'
import { parcelles } from './parcelles/module.ts'
import { rendezvous } from './rendezvous/module.ts'
import { territoires } from './territoires/module.ts'
import { verification } from './verification/module.ts'

/** The modules of the house, one line each. */
export const MODULES: readonly Module[] = [accueil, compte, administration, demarches, conception, courrier, parcelles, paiements, rendezvous, verification, territoires, journal, api, abonnements, govstack]
