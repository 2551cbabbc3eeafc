import { join } from 'node:path'
import { agent, defineModule } from '../../kernel/module.ts'
import { consentir, demanderCode, ouvrir as ouvrirAccord, recueillir, renvoyer as renvoyerAccord } from './actions/accorder.ts'
import { abandonner } from './actions/abandonner.ts'
import { changerContact } from './actions/changer-contact.ts'
import { commencer, commencerGuichet, demander } from './actions/commencer.ts'
import { corriger } from './actions/corriger.ts'
import { constater } from './actions/constater.ts'
import { demanderComplement } from './actions/demander-complement.ts'
import { deposer } from './actions/deposer.ts'
import { annulerExport, demanderExport } from './actions/exporter.ts'
import { confier, noter } from './actions/confier.ts'
import { traiter } from './actions/traiter-lot.ts'
import { traiterLot } from './jobs/traiter-lot.ts'
import { lot } from './lot/page.tsx'
import { archive, archiveDocument, archiveFichier, archiveLettre, archives } from './conservation/archives.tsx'
import { copie } from './conservation/copie.ts'
import { degeler, geler } from './conservation/gestes.ts'
import { conservation, conservationPays } from './conservation/page.tsx'
import { comme, gestesComme } from './essai/comme-page.tsx'
import { documentEssai } from './essai/document.ts'
import { accorder as essaiAccorder, avancer as essaiAvancer, constater as essaiConstater, effacer as essaiEffacer, payer as essaiPayer } from './essai/gestes.ts'
import { essai } from './essai/page.tsx'
import { purgerEssais } from './jobs/purger-essais.ts'
import { effacerVue, garderVue, renommerVue } from './actions/vues.ts'
import { vues } from './vue/pages.tsx'
import { enregistrer } from './actions/enregistrer.ts'
import { garderSaisie } from './actions/garder-saisie.ts'
import { mandater } from './actions/mandater.ts'
import { proposer } from './actions/proposer.ts'
import { noterSatisfaction } from './actions/noter-satisfaction.ts'
import { relancer } from './actions/relancer.ts'
import { renvoyer } from './actions/renvoyer.ts'
import { reprendre } from './actions/reprendre.ts'
import { repondre } from './actions/repondre.ts'
import { retirer } from './actions/retirer.ts'
import { revoquer } from './actions/revoquer.ts'
import { signer } from './actions/signer.ts'
import { viser } from './actions/viser.ts'
import { scellerRecepisse } from './actions/recepisse.ts'
import { rattacher, suivre } from './actions/suivre.ts'
import { ecrireMessage, lireMessages, marquerLus, repondreMessage } from './echange/actions.ts'
import { messages, messagesBureau } from './echange/pages.tsx'
import { accepterTransfert, demanderCodeTransfert, ouvrirTransfert, refuserTransfert, reprendreTransfert, transferer } from './transfert/actions.ts'
import { transfert, transferer as pageTransferer } from './transfert/pages.tsx'
import { demanderCodeMandat, demanderPourAutrui, demanderPourMoi, ouvrirMandat, repondreMandat } from './mandataire/actions.ts'
import { finirMandat, finirMandatGuichet } from './mandataire/finir.ts'
import { mandant, pourAutrui } from './mandataire/pages.tsx'
import { annulerSousDemande, demanderBureau, repondreBureau } from './sous-demande/actions.ts'
import { demanderBureau as pageDemanderBureau, fichierSousDemande, sousDemande, sousDemandes } from './sous-demande/pages.tsx'
import { rappelerBureaux } from './sous-demande/rappeler.ts'
import { noterOpposition, terminerAttente } from './attente/actions.ts'
import { emettreLettre } from './lettre/actions.ts'
import { notifierRefus } from './lettre/notifier-refus.ts'
import { lettrePdf, lettres } from './lettre/pages.tsx'
import { registre, registres } from './registre/pages.tsx'
import { contributions } from './contributions.ts'
import { exportation, exports, fichierExport } from './exportation/pages.tsx'
import { conserver } from './jobs/conserver.ts'
import { delivrer } from './jobs/delivrer.ts'
import { echoir } from './jobs/echoir.ts'
import { effacerExports, exporter } from './jobs/exporter.ts'
import { nettoyer } from './jobs/nettoyer.ts'
import { guichetHorsLigne, trousse } from './horsligne/pages.tsx'
import { joindreHorsLigne, ouvrirHorsLigne, remplirHorsLigne } from './horsligne/recevoir.ts'
import { accord } from './pages/accord.tsx'
import { brouillon, etape, resume } from './pages/brouillon.tsx'
import { contact } from './pages/contact.tsx'
import { corriger as pageCorriger } from './pages/corriger.tsx'
import { constat, fiche } from './pages/constat.tsx'
import { demandes } from './pages/demandes.tsx'
import { detail } from './pages/detail.tsx'
import { apercu, documentPdf, fichier, recepisseBureau, recepissePdf } from './pages/documents.tsx'
import { guichet, mandat } from './pages/guichet.tsx'
import { journal } from './pages/journal.tsx'
import { liste } from './pages/liste.tsx'
import { mesDemarches } from './pages/mes-demarches.tsx'
import { satisfaction } from './pages/satisfaction.tsx'
import { liste as services, service } from './pages/service.tsx'
import { suivi } from './pages/suivi.tsx'
import { suivre as pageSuivre } from './pages/suivre.tsx'
import { remplirDemonstration } from './demo.ts'
import { semerDemarches } from './semer.ts'
import { statistiques } from './statistiques/page.tsx'

export const demarches = defineModule({
  name: 'demarches',
  titre: 'Démarches',
  needs: ['paiements', 'parcelles'],
  permissions: {
    'demarches.lire': 'Lire les dossiers de son territoire',
    'demarches.compter': 'Lire les statistiques de son territoire, où personne n’est nommé',
    'demarches.guichet': 'Remplir une demande pour quelqu’un, au guichet',
    'demarches.recevoir': 'Ouvrir un dossier pour une démarche que reçoit son bureau, à partir d’un courrier',
    'demarches.instruire': 'Vérifier les dossiers, demander un complément, proposer la décision',
    'demarches.confier': 'Confier un dossier à un agent de son bureau',
    'demarches.constater': 'Constater qu’une personne est en vie',
    'demarches.geler': 'Retenir un dossier qui devait être archivé ou effacé',
    'demarches.archives': 'Lire les dossiers archivés de son territoire',
    'demarches.conserver': 'Suivre la conservation des dossiers dans le pays',
    'demarches.signer': 'Signer ou renvoyer une décision, révoquer un document',
  },
  personnelles: ['demarches.confier', 'demarches.constater', 'demarches.geler', 'demarches.recevoir', 'demarches.signer'],
  roles: {
    agent_arrondissement: ['demarches.lire', 'demarches.guichet', 'demarches.instruire', 'demarches.constater'],
    agent_guichet: ['demarches.guichet', 'demarches.lire', 'demarches.constater'],
    etat_civil: ['demarches.lire', 'demarches.guichet', 'demarches.instruire', 'demarches.constater'],
    chef_arrondissement: ['demarches.lire', 'demarches.confier', 'demarches.signer', 'demarches.geler'],
    secretaire_executif: ['demarches.lire', 'demarches.confier', 'demarches.signer', 'demarches.geler', 'demarches.archives'],
    auditeur: ['demarches.lire', 'demarches.archives', 'demarches.conserver'],
    maire: ['demarches.compter'],
    agent_prefecture: ['demarches.compter'],
    prefet: ['demarches.compter'],
    // Of one's own office only (reception.ts): the counter's permission would open every draft of the country.
    agent_ministere: ['demarches.compter', 'demarches.conserver', 'demarches.recevoir'],
    directeur: ['demarches.compter', 'demarches.conserver', 'demarches.geler', 'demarches.recevoir'],
  },
  pages: [services, service, pageSuivre, mesDemarches, brouillon, resume, mandat, etape, suivi, accord, pageCorriger, contact, recepissePdf, guichet, guichetHorsLigne, trousse, demandes, liste, exports, exportation, fichierExport, statistiques, satisfaction, vues, lot, messages, messagesBureau, pageTransferer, transfert, pourAutrui, mandant, lettres, lettrePdf, registres, registre, pageDemanderBureau, sousDemandes, sousDemande, fichierSousDemande, detail, constat, fiche, journal, fichier, apercu, documentPdf, recepisseBureau, conservation, conservationPays, archives, archive, archiveFichier, archiveDocument, archiveLettre, copie, essai, comme, documentEssai],
  actions: [commencer, commencerGuichet, demander, mandater, reprendre, abandonner, deposer, enregistrer, garderSaisie, scellerRecepisse, suivre, rattacher, repondre, corriger, changerContact, retirer, demanderComplement, constater, proposer, viser, renvoyer, signer, revoquer, relancer, demanderCode, ouvrirAccord, consentir, recueillir, renvoyerAccord, demanderExport, annulerExport, noterSatisfaction, garderVue, renommerVue, effacerVue, confier, noter, traiter, ouvrirHorsLigne, joindreHorsLigne, remplirHorsLigne, ecrireMessage, repondreMessage, lireMessages, marquerLus, transferer, reprendreTransfert, demanderCodeTransfert, ouvrirTransfert, accepterTransfert, refuserTransfert, demanderPourAutrui, demanderPourMoi, demanderCodeMandat, ouvrirMandat, repondreMandat, finirMandat, finirMandatGuichet, demanderBureau, repondreBureau, annulerSousDemande, noterOpposition, terminerAttente, emettreLettre, geler, degeler, ...gestesComme, essaiPayer, essaiAccorder, essaiConstater, essaiAvancer, essaiEffacer],
  jobs: [delivrer, nettoyer, echoir, exporter, effacerExports, traiterLot, rappelerBureaux, notifierRefus, conserver, purgerEssais],
  menu: [
    { libelle: 'Dossiers', path: '/dossiers', may: agent, ordre: 20, gabarit: 'agent' },
    { libelle: 'Guichet', path: '/guichet', may: { pour: 'permission', permission: 'demarches.guichet' }, ordre: 30, gabarit: 'agent' },
    { libelle: 'Statistiques', path: '/statistiques', may: agent, ordre: 70, gabarit: 'agent' },
    { libelle: 'Conservation', path: '/conservation/pays', may: { pour: 'permission', permission: 'demarches.conserver' }, ordre: 75, gabarit: 'agent' },
    { libelle: 'Mes demandes', path: '/demandes', may: agent, ordre: 80, gabarit: 'agent' },
  ],
  refus: {
    dossier_pkey: 'Cette demande est en train d’arriver : recommencez dans un instant',
    vue_nom_unique: 'Vous avez déjà une vue de ce nom',
    dossier_constat_avant_signature: 'Personne n’a encore constaté que le demandeur est en vie. Enregistrez le constat avant de signer',
    constat_marque_gardee: 'Gardez la marque de la personne : une photo de la fiche signée, sa signature sur l’écran, ou l’endroit où le papier est classé',
    dossier_deux_personnes: 'Qui propose une décision ne la signe pas : une autre personne doit signer',
    message_plein: 'Écrivez votre message, ou joignez un fichier',
    dossier_essai: 'Cela ne se fait pas sur un essai : il n’a ni contact, ni instructeur, ni document',
    document_genre_numero_key: 'Ce dossier a déjà son document',
  },
  contributions,
  migrations: join(import.meta.dirname, 'migrations'),
  semer: (tx, maison, maintenant) => semerDemarches(tx, maintenant, { demonstration: maison.reglages.mode === 'demonstration' }),
  demo: remplirDemonstration,
})
