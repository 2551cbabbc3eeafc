import { join } from 'node:path'
import { defineModule } from '../../kernel/module.ts'
import { PERMISSIONS, ROLES } from './droits.ts'
import { semerReferentiels } from './referentiel/semer.ts'
import { SEANCES } from './seance/portes.ts'

export const legalite = defineModule({
  name: 'legalite',
  titre: 'Légalité',
  needs: [],
  permissions: PERMISSIONS,
  // Signing and deciding engage a person: no program does it.
  personnelles: ['legalite.signer', 'legalite.decider'],
  roles: ROLES,
  pages: [...SEANCES.pages],
  actions: [...SEANCES.actions],
  jobs: [...SEANCES.jobs],
  menu: [],
  refus: { ...SEANCES.refus },
  migrations: join(import.meta.dirname, 'migrations'),
  semer: (tx, maison, maintenant) => semerReferentiels(tx, maintenant, { demonstration: maison.reglages.mode === 'demonstration' }),
})
