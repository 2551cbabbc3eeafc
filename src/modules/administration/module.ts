import { defineModule, permission, un } from '../../kernel/module.ts'
import { accords } from './accords.ts'
import { accorder, demanderCle, demanderRevocations, refuser } from './actions/accords.ts'
import { demanderRetrait, fermer, inviter, modifier, reinviter, rouvrir } from './actions/agents.ts'
import { repondreRequete } from './actions/donnees.ts'
import { creerJeton, revoquerJeton } from './actions/jetons.ts'
import { creerPoste, fermerPoste, nommerAuPoste, terminer } from './actions/postes.ts'
import { relancer } from './actions/taches.ts'
import { journee } from './journee.tsx'
import { envoyer } from './jobs/envoyer.ts'
import { purger } from './jobs/purger.ts'
import { accords as pageAccords } from './pages/accords.tsx'
import { accueil } from './pages/accueil.tsx'
import { detailAgent, inviterAgent } from './pages/agent.tsx'
import { agents } from './pages/agents.tsx'
import { demanderAccordPage } from './pages/demander.tsx'
import { detailRequete, requetes } from './pages/donnees.tsx'
import { droits } from './pages/droits.tsx'
import { jetons, nouveauJeton } from './pages/jetons.tsx'
import { journal } from './pages/journal.tsx'
import { messages } from './pages/messages.tsx'
import { detailPoste, nouveauPoste } from './pages/poste.tsx'
import { postes } from './pages/postes.tsx'
import { taches } from './pages/taches.tsx'

export const administration = defineModule({
  name: 'administration',
  titre: 'Administration',
  needs: [],
  permissions: {
    'administration.voir': 'Voir la santé de la plateforme, les droits et les tâches',
    'administration.gerer-agents': 'Inviter des agents, créer des postes et y nommer, dans son territoire',
    'administration.accorder': 'Demander et accorder ce qui se fait à deux',
    'administration.jetons': 'Créer et révoquer des jetons d’accès pour d’autres logiciels',
    'administration.donnees': 'Répondre aux requêtes des citoyens sur leurs données',
    'administration.journal': 'Lire le journal',
    'administration.messages': 'Voir les messages envoyés',
    'administration.taches': 'Relancer une tâche en échec',
  },
  // No program gives powers, nor reads what only people may.
  personnelles: ['administration.voir', 'administration.gerer-agents', 'administration.accorder', 'administration.jetons', 'administration.donnees', 'administration.journal', 'administration.messages', 'administration.taches'],
  roles: {
    administrateur: ['administration.voir', 'administration.gerer-agents', 'administration.accorder', 'administration.jetons', 'administration.donnees', 'administration.journal', 'administration.messages', 'administration.taches'],
    auditeur: ['administration.voir', 'administration.journal'],
    secretaire_executif: ['administration.gerer-agents'],
  },
  pages: [accueil, agents, inviterAgent, detailAgent, postes, nouveauPoste, detailPoste, pageAccords, demanderAccordPage, droits, jetons, nouveauJeton, requetes, detailRequete, journal, messages, taches],
  actions: [inviter, reinviter, modifier, fermer, rouvrir, demanderRetrait, creerPoste, fermerPoste, nommerAuPoste, terminer, accorder, refuser, demanderCle, demanderRevocations, creerJeton, revoquerJeton, repondreRequete, relancer],
  jobs: [envoyer, purger],
  menu: [{ libelle: 'Administration', path: '/administration', may: un(permission('administration.voir'), permission('administration.gerer-agents')), ordre: 90, gabarit: 'agent' }],
  refus: {
    agent_courriel: 'Un agent a déjà cette adresse. Cherchez-le dans la liste',
    affectation_un_titulaire: 'Ce poste a déjà un titulaire à ces dates. Terminez d’abord son affectation, ou nommez un intérim',
    affectation_interim_borne: 'Un intérim a une fin : écrivez son dernier jour',
    poste_role_territoire_bureau_key: 'Ce poste existe déjà dans ce bureau. Donnez-lui un nom de bureau qui le distingue, par exemple « Mairie de Bohicon, guichet 2 »',
    jeton_client_vivant: 'Ce client du médiateur est déjà enregistré : révoquez-le d’abord',
    accord_deux_personnes: 'Vous avez fait cette demande : une autre personne doit l’accorder',
  },
  contributions: { accords, journee },
})
