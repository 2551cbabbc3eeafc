import { join } from 'node:path'
import { defineModule, permission, un } from '../../kernel/module.ts'
import { ACTIONS_ACTES, PAGES_ACTES } from './acte/portes.ts'
import { ACTIONS_CIRCULAIRES, JOBS_CIRCULAIRES, PAGES_CIRCULAIRES } from './circulaire/portes.ts'
import { JOBS_PILOTAGE, PAGES_PILOTAGE } from './pilotage/portes.ts'
import { ACTIONS_CONTROLE, PAGES_CONTROLE } from './controle/portes.ts'
import { ACTIONS_ARCHIVES, PAGES_ARCHIVES } from './archive/portes.ts'
import { contributions } from './contributions.ts'
import { remplirLegalite } from './demo/demo.ts'
import { PERMISSIONS, ROLES } from './droits.ts'
import { accuser } from './jobs/accuser.ts'
import { echoir } from './jobs/echoir.ts'
import { lireImage } from './jobs/lire-image.ts'
import { recevoirActe } from './jobs/recevoir-acte.ts'
import { ACTIONS_MESURES, JOBS_MESURES, PAGES_MESURES } from './mesure/portes.ts'
import { ACTIONS_REGLES, PAGES_REGLES } from './referentiel/portes.ts'
import { semerReferentiels } from './referentiel/semer.ts'
import { SEANCES } from './seance/portes.ts'
import { ACTIONS_ENVOIS, PAGES_ENVOIS } from './transmission/portes.ts'
import { ACTIONS_REGISTRE, PAGES_REGISTRE } from './registre/portes.ts'
import { ACTIONS_SIGNALEMENTS, donneesDesSignalements, PAGES_SIGNALEMENTS } from './signalement/portes.ts'

export const legalite = defineModule({
  name: 'legalite',
  titre: 'Légalité',
  needs: [],
  permissions: PERMISSIONS,
  // Signing and deciding engage a person: no program does it.
  personnelles: ['legalite.signer', 'legalite.decider'],
  roles: ROLES,
  pages: [...PAGES_ACTES, ...PAGES_CONTROLE, ...PAGES_MESURES, ...PAGES_ENVOIS, ...SEANCES.pages, ...PAGES_REGISTRE, ...PAGES_SIGNALEMENTS, ...PAGES_PILOTAGE, ...PAGES_CIRCULAIRES, ...PAGES_REGLES, ...PAGES_ARCHIVES],
  actions: [...ACTIONS_ACTES, ...ACTIONS_CONTROLE, ...ACTIONS_MESURES, ...ACTIONS_ENVOIS, ...SEANCES.actions, ...ACTIONS_REGISTRE, ...ACTIONS_SIGNALEMENTS, ...ACTIONS_CIRCULAIRES, ...ACTIONS_REGLES, ...ACTIONS_ARCHIVES],
  jobs: [accuser, echoir, lireImage, recevoirActe, ...JOBS_MESURES, ...SEANCES.jobs, ...JOBS_PILOTAGE, ...JOBS_CIRCULAIRES],
  menu: [{ libelle: 'Légalité', path: '/legalite/actes', sous: '/legalite', may: un(permission('legalite.lire'), permission('legalite.rediger')), ordre: 30, gabarit: 'agent' }],
  refus: {
    ...SEANCES.refus,
    circulaire_numero_key: 'Une autre circulaire vient de prendre ce numéro. Recommencez',
    acte_numero: 'Ce numéro est déjà pris par un autre acte de votre commune',
    acte_texte_une_fois: 'Cet acte vient d’être reçu : un autre envoi du même texte est arrivé au même moment',
    mesure_ouverte_une_fois: 'Une lettre de ce genre est déjà en cours sur cet acte',
    mesure_numero_key: 'Une autre lettre vient de prendre ce numéro. Signez de nouveau',
    envoi_une_fois: 'Cette enveloppe vient d’être reçue : ouvrez-la dans la liste',
    publication_publiee_une_fois: 'Cet acte vient d’être publié par quelqu’un d’autre : rechargez la page',
    publication_preparee_une_fois: 'Quelqu’un prépare la version publique de cet acte en même temps : rechargez la page',
    publication_individuelle: 'Cet acte concerne une personne : il ne se publie pas tel quel',
    acte_ar: 'Un autre acte vient de prendre ce numéro d’accusé. Recommencez',
  },
  migrations: join(import.meta.dirname, 'migrations'),
  contributions: { ...contributions, donneesDe: donneesDesSignalements },
  demo: remplirLegalite,
  semer: (tx, maison, maintenant) => semerReferentiels(tx, maintenant, { demonstration: maison.reglages.mode === 'demonstration' }),
})
