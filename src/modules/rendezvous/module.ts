import { join } from 'node:path'
import { defineModule } from '../../kernel/module.ts'
import { annuler, decommander, deplacer, pointer } from './actions/changer.ts'
import { confirmer, demander, renvoyerCode } from './actions/demander.ts'
import { inscrire, inserer } from './actions/guichet.ts'
import { prendre } from './actions/prendre.ts'
import { ajouterException, creerAgenda, reglerAgenda, retirerException } from './actions/regler.ts'
import { suivre } from './actions/suivre.ts'
import { contributions } from './contributions.tsx'
import { remplirRendezVous } from './demo.ts'
import { PERMISSIONS, ROLES } from './droits.ts'
import { effacer } from './jobs/effacer.ts'
import { rappeler } from './jobs/rappeler.ts'
import { agendas } from './pages/agendas.tsx'
import { chercher, suivre as pageSuivre } from './pages/chercher.tsx'
import { deplacer as pageDeplacer } from './pages/deplacer.tsx'
import { pourDossier } from './pages/dossier.tsx'
import { exceptions } from './pages/exceptions.tsx'
import { fiche } from './pages/fiche.tsx'
import { guichet } from './pages/guichet.tsx'
import { jour } from './pages/jour.tsx'
import { liste } from './pages/liste.tsx'
import { calendrier, mien } from './pages/mien.tsx'
import { agendaPublic, demande, prendre as pagePrendre } from './pages/public.tsx'
import { nouveau, reglages } from './pages/reglages.tsx'
import { statistiques } from './pages/statistiques.tsx'

export const rendezvous = defineModule({
  name: 'rendezvous',
  titre: 'Rendez-vous',
  needs: ['demarches'],
  permissions: PERMISSIONS,
  roles: ROLES,
  pages: [chercher, pageSuivre, agendaPublic, pagePrendre, demande, pourDossier, mien, calendrier, pageDeplacer, agendas, nouveau, liste, statistiques, fiche, jour, guichet, exceptions, reglages],
  actions: [prendre, demander, confirmer, renvoyerCode, suivre, deplacer, annuler, creerAgenda, reglerAgenda, ajouterException, retirerException, inscrire, inserer, pointer, decommander],
  jobs: [rappeler, effacer],
  menu: [{ libelle: 'Rendez-vous', path: '/agendas', may: { pour: 'permission', permission: 'rendezvous.tenir' }, ordre: 35, gabarit: 'agent' }],
  refus: {
    rendezvous_une_place: 'Cette heure vient d’être prise par quelqu’un d’autre : choisissez-en une autre',
    rendezvous_un_par_telephone: 'Ce téléphone a déjà un rendez-vous dans cet agenda',
    rendezvous_un_par_dossier: 'Ce dossier a déjà un rendez-vous dans cet agenda',
  },
  contributions,
  migrations: join(import.meta.dirname, 'migrations'),
  demo: remplirRendezVous,
})
