import { join } from 'node:path'
import { defineModule, permission, un } from '../../kernel/module.ts'
import { ACTIONS_ACTES, PAGES_ACTES } from './acte/portes.ts'
import { ACTIONS_CONTROLE, PAGES_CONTROLE } from './controle/portes.ts'
import { ACTIONS_ARCHIVES, PAGES_ARCHIVES } from './archive/portes.ts'
import { contributions } from './contributions.ts'
import { remplirLegalite } from './demo/demo.ts'
import { PERMISSIONS, ROLES } from './droits.ts'
import { accuser } from './jobs/accuser.ts'
import { echoir } from './jobs/echoir.ts'
import { lireImage } from './jobs/lire-image.ts'
import { recevoirActe } from './jobs/recevoir-acte.ts'
import { ACTIONS_MESURES, PAGES_MESURES } from './mesure/portes.ts'
import { ACTIONS_REGLES, PAGES_REGLES } from './referentiel/portes.ts'
import { semerReferentiels } from './referentiel/semer.ts'
import { SEANCES } from './seance/portes.ts'
import { ACTIONS_ENVOIS, PAGES_ENVOIS } from './transmission/portes.ts'

export const legalite = defineModule({
  name: 'legalite',
  titre: 'Légalité',
  needs: [],
  permissions: PERMISSIONS,
  // Signing and deciding engage a person: no program does it.
  personnelles: ['legalite.signer', 'legalite.decider'],
  roles: ROLES,
  pages: [...PAGES_ACTES, ...PAGES_CONTROLE, ...PAGES_MESURES, ...PAGES_ENVOIS, ...PAGES_REGLES, ...PAGES_ARCHIVES, ...SEANCES.pages],
  actions: [...ACTIONS_ACTES, ...ACTIONS_CONTROLE, ...ACTIONS_MESURES, ...ACTIONS_ENVOIS, ...ACTIONS_REGLES, ...ACTIONS_ARCHIVES, ...SEANCES.actions],
  jobs: [accuser, echoir, lireImage, recevoirActe, ...SEANCES.jobs],
  menu: [{ libelle: 'Légalité', path: '/legalite/actes', may: un(permission('legalite.lire'), permission('legalite.rediger')), ordre: 30, gabarit: 'agent' }],
  refus: {
    ...SEANCES.refus,
    acte_numero: 'Ce numéro est déjà pris par un autre acte de votre commune',
    acte_texte_une_fois: 'Cet acte vient d’être reçu : un autre envoi du même texte est arrivé au même moment',
    mesure_ouverte_une_fois: 'Une lettre de ce genre est déjà en cours sur cet acte',
    mesure_numero_key: 'Une autre lettre vient de prendre ce numéro. Signez de nouveau',
    envoi_une_fois: 'Cette enveloppe vient d’être reçue : ouvrez-la dans la liste',
    acte_ar: 'Un autre acte vient de prendre ce numéro d’accusé. Recommencez',
  },
  migrations: join(import.meta.dirname, 'migrations'),
  contributions,
  demo: remplirLegalite,
  semer: (tx, maison, maintenant) => semerReferentiels(tx, maintenant, { demonstration: maison.reglages.mode === 'demonstration' }),
})
