import { join } from 'node:path'
import { defineModule } from '../../kernel/module.ts'
import { reprendre, supprimer, suspendre } from './actions/changer-etat.ts'
import { creer } from './actions/creer.ts'
import { rejouer } from './actions/rejouer.ts'
import { livrerAbonnements } from './jobs/livrer.ts'
import { detail } from './pages/detail.tsx'
import { liste } from './pages/liste.tsx'
import { nouveau } from './pages/nouveau.tsx'
import { may } from './porte.ts'

export const abonnements = defineModule({
  name: 'abonnements',
  titre: 'Abonnements',
  needs: ['demarches'],
  permissions: { 'abonnements.gerer': 'Abonner un logiciel à ce qui arrive aux dossiers, lire et rejouer ses envois' },
  personnelles: ['abonnements.gerer'],
  roles: { administrateur: ['abonnements.gerer'] },
  pages: [liste, nouveau, detail],
  actions: [creer, suspendre, reprendre, supprimer, rejouer],
  jobs: [livrerAbonnements],
  menu: [{ libelle: 'Abonnements', path: '/abonnements', may, ordre: 92, gabarit: 'agent' }],
  refus: { abonnement_nom: 'Un abonnement porte déjà ce nom : donnez-lui-en un autre' },
  migrations: join(import.meta.dirname, 'migrations'),
})
