import { join } from 'node:path'
import { defineModule } from '../../kernel/module.ts'
import { annuler, classer, rattacher } from './actions/classer.ts'
import { enregistrer } from './actions/enregistrer.ts'
import { decharger, envoyer } from './actions/envoyer.ts'
import { imputer, transmettre } from './actions/imputer.ts'
import { joindre, retirerScan } from './actions/joindre.ts'
import { modifier } from './actions/modifier.ts'
import { ouvrirDossier } from './actions/ouvrir-dossier.ts'
import { numeroter, preparer } from './actions/preparer.ts'
import { recevoir, renvoyer, traiter } from './actions/traiter.ts'
import { contributions } from './contributions.ts'
import { remplirCourrier } from './demo.ts'
import { PERMISSIONS, ROLES } from './droits.ts'
import { aTraiter } from './pages/a-traiter.tsx'
import { corriger } from './pages/corriger.tsx'
import { detail } from './pages/detail.tsx'
import { imputer as pageImputer, transmettre as pageTransmettre } from './pages/imputer.tsx'
import { liste } from './pages/liste.tsx'
import { arrivee, depart } from './pages/nouveau.tsx'
import { ouvrirDossier as pageOuvrir } from './pages/ouvrir-dossier.tsx'
import { bordereau, recepisse } from './pages/papiers.tsx'
import { apercu, scan } from './pages/scans.ts'

export const courrier = defineModule({
  name: 'courrier',
  titre: 'Courrier',
  needs: ['demarches'],
  permissions: PERMISSIONS,
  // A program never reads what is closed to most people.
  personnelles: ['courrier.confidentiel'],
  roles: ROLES,
  pages: [liste, aTraiter, bordereau, arrivee, depart, detail, corriger, pageOuvrir, pageImputer, pageTransmettre, recepisse, scan, apercu],
  actions: [enregistrer, preparer, numeroter, modifier, joindre, retirerScan, imputer, transmettre, recevoir, traiter, renvoyer, envoyer, decharger, classer, annuler, rattacher, ouvrirDossier],
  jobs: [],
  menu: [{ libelle: 'Courrier', path: '/courrier', may: { pour: 'permission', permission: 'courrier.lire' }, ordre: 40, gabarit: 'agent' }],
  refus: {
    imputation_poste_une_fois: 'Cette personne a déjà ce courrier',
    imputation_bureau_une_fois: 'Ce bureau a déjà ce courrier',
    courrier_numero: 'Ce numéro vient d’être pris. Recommencez : le suivant vous sera donné',
  },
  contributions,
  migrations: join(import.meta.dirname, 'migrations'),
  demo: remplirCourrier,
})
