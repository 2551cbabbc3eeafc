import { join } from 'node:path'
import { defineModule } from '../../kernel/module.ts'
import { PERMISSIONS, ROLES } from './droits.ts'
import { semerReferentiels } from './referentiel/semer.ts'

export const legalite = defineModule({
  name: 'legalite',
  titre: 'Légalité',
  needs: [],
  permissions: PERMISSIONS,
  // Signing and deciding engage a person: no program does it.
  personnelles: ['legalite.signer', 'legalite.decider'],
  roles: ROLES,
  pages: [],
  actions: [],
  jobs: [],
  menu: [],
  refus: {},
  migrations: join(import.meta.dirname, 'migrations'),
  semer: (tx, maison, maintenant) => semerReferentiels(tx, maintenant, { demonstration: maison.reglages.mode === 'demonstration' }),
})
