import { agent, defineModule } from '../../kernel/module.ts'
import { connecterParCle, inscrireCle, retirerCle } from './actions/cles-acces.ts'
import { fermerAutres, fermerSession, lireMessages, nommer } from './actions/compte.ts'
import { connecterAgent, deconnecter, demanderCode, verifierCode, verifierCodeAgent } from './actions/connecter.ts'
import { demanderDonnees } from './actions/donnees.ts'
import { confirmerContact, demanderContact } from './actions/contact.ts'
import { accepterInvitation, changerMotDePasse, choisirMotDePasse, demanderOubli } from './actions/mot-de-passe.ts'
import { connecterNational } from './actions/nationale.ts'
import { activerSecondFacteur, refaireCodes, retirerSecondFacteur } from './actions/second-facteur.ts'
import { remplirComptes } from './demo.ts'
import { defi } from './pages/cles-acces.ts'
import { compte as pageCompte } from './pages/compte.tsx'
import { codeAgent, connexionAgent } from './pages/connexion-agent.tsx'
import { codeContact, contact } from './pages/contact.tsx'
import { codeCitoyen, connexion } from './pages/connexion.tsx'
import { demonstration } from './pages/demonstration.tsx'
import { copie, donnees } from './pages/donnees.tsx'
import { messages } from './pages/messages.tsx'
import { changement, invitation, nouveauMotDePasse, oubli } from './pages/mot-de-passe.tsx'
import { departNational, retourNational } from './pages/nationale.tsx'
import { secondFacteur } from './pages/second-facteur.tsx'

export const compte = defineModule({
  name: 'compte',
  titre: 'Compte et connexion',
  needs: [],
  permissions: {},
  roles: {},
  pages: [connexion, codeCitoyen, connexionAgent, codeAgent, departNational, retourNational, invitation, oubli, nouveauMotDePasse, pageCompte, messages, contact, codeContact, changement, secondFacteur, defi, donnees, copie, demonstration],
  actions: [
    demanderCode, verifierCode, connecterAgent, verifierCodeAgent, connecterParCle, connecterNational, deconnecter,
    accepterInvitation, demanderOubli, choisirMotDePasse, changerMotDePasse,
    fermerSession, fermerAutres, lireMessages, nommer, demanderContact, confirmerContact, activerSecondFacteur, refaireCodes, retirerSecondFacteur, inscrireCle, retirerCle, demanderDonnees,
  ],
  jobs: [],
  menu: [{ libelle: 'Mon compte', path: '/compte', may: agent, ordre: 100, gabarit: 'agent' }],
  refus: {
    cle_acces_pkey: 'Cette clé est déjà enregistrée',
    citoyen_telephone_key: 'Un autre compte a déjà ce numéro. Connectez-vous avec lui, ou demandez l’effacement de ce compte',
    citoyen_courriel: 'Un autre compte a déjà cette adresse. Connectez-vous avec elle, ou demandez l’effacement de ce compte',
  },
  demo: remplirComptes,
})
