import { join } from 'node:path'
import { defineModule, permission } from '../../kernel/module.ts'
import { annulerQuittance } from './actions/annuler-quittance.ts'
import { avis } from './actions/avis.ts'
import { choisirBac } from './actions/bac-a-sable.ts'
import { cloturer } from './actions/cloturer.ts'
import { encaisser } from './actions/encaisser.ts'
import { exempter } from './actions/exempter.ts'
import { payer as ouvrirEnLigne } from './actions/payer.ts'
import { rembourser } from './actions/rembourser.ts'
import { remplirDemonstration } from './demo.ts'
import { avertir } from './jobs/avertir.ts'
import { controler, rapprocher } from './jobs/rapprocher.ts'
import { rendre } from './jobs/rendre.ts'
import { bac } from './pages/bac-a-sable.tsx'
import { caisse } from './pages/caisse.tsx'
import { detail } from './pages/detail.tsx'
import { liste } from './pages/liste.tsx'
import { payer } from './pages/payer.tsx'
import { rapprochement } from './pages/rapprochement.tsx'
import { recu } from './pages/recu.tsx'
import { exigerPrestataires } from './prestataires/registre.ts'
import { ROLES_PAIEMENTS } from './roles.ts'

export const paiements = defineModule({
  name: 'paiements',
  titre: 'Paiements',
  needs: [],
  permissions: {
    'paiements.lire': 'Voir les paiements et la caisse de son territoire',
    'paiements.encaisser': 'Encaisser au guichet, annuler une quittance le jour même, clore la caisse',
    'paiements.exempter': 'Exempter quelqu’un d’un paiement, avec un motif',
    'paiements.rembourser': 'Faire rembourser un paiement en ligne',
  },
  // Money passes through somebody's hands, never through a program's.
  personnelles: ['paiements.encaisser', 'paiements.exempter', 'paiements.rembourser'],
  roles: ROLES_PAIEMENTS,
  pages: [liste, caisse, rapprochement, detail, recu, payer, bac],
  actions: [encaisser, exempter, annulerQuittance, ouvrirEnLigne, avis, choisirBac, rembourser, cloturer],
  jobs: [avertir, rapprocher, controler, rendre],
  menu: [{ libelle: 'Paiements', path: '/paiements', may: permission('paiements.lire'), ordre: 40, gabarit: 'agent' }],
  refus: {
    quittance_jour_clos: 'La caisse de ce bureau est close pour ce jour : elle ne reçoit plus de quittance et n’en perd plus',
    cloture_pkey: 'Cette caisse est déjà close pour ce jour',
    quittance_une: 'Ce paiement a déjà sa quittance',
  },
  demo: remplirDemonstration,
  semer: async (_tx, maison) => exigerPrestataires(maison),
  migrations: join(import.meta.dirname, 'migrations'),
})
