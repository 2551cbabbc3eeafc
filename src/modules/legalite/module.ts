import { join } from 'node:path'
import { defineModule, permission, un } from '../../kernel/module.ts'
import { ACTIONS_ACTES, PAGES_ACTES } from './acte/portes.ts'
import { ACTIONS_CIRCULAIRES, JOBS_CIRCULAIRES, PAGES_CIRCULAIRES } from './circulaire/portes.ts'
import { JOBS_PILOTAGE, PAGES_PILOTAGE } from './pilotage/portes.ts'
import { PERMISSIONS, ROLES } from './droits.ts'
import { accuser } from './jobs/accuser.ts'
import { lireImage } from './jobs/lire-image.ts'
import { semerReferentiels } from './referentiel/semer.ts'

export const legalite = defineModule({
  name: 'legalite',
  titre: 'Légalité',
  needs: [],
  permissions: PERMISSIONS,
  // Signing and deciding engage a person: no program does it.
  personnelles: ['legalite.signer', 'legalite.decider'],
  roles: ROLES,
  pages: [...PAGES_ACTES, ...PAGES_PILOTAGE, ...PAGES_CIRCULAIRES],
  actions: [...ACTIONS_ACTES, ...ACTIONS_CIRCULAIRES],
  jobs: [accuser, lireImage, ...JOBS_PILOTAGE, ...JOBS_CIRCULAIRES],
  menu: [{ libelle: 'Légalité', path: '/legalite/actes', may: un(permission('legalite.lire'), permission('legalite.rediger')), ordre: 30, gabarit: 'agent' }],
  refus: {
    circulaire_numero_key: 'Une autre circulaire vient de prendre ce numéro. Recommencez',
    acte_numero: 'Ce numéro est déjà pris par un autre acte de votre commune',
    acte_texte_une_fois: 'Cet acte vient d’être reçu : un autre envoi du même texte est arrivé au même moment',
    acte_ar: 'Un autre acte vient de prendre ce numéro d’accusé. Recommencez',
  },
  migrations: join(import.meta.dirname, 'migrations'),
  semer: (tx, maison, maintenant) => semerReferentiels(tx, maintenant, { demonstration: maison.reglages.mode === 'demonstration' }),
})
