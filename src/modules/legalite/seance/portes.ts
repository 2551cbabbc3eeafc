import { afficherDecisions, cloreSeance, redigerProcesVerbal } from './actions/clore.ts'
import { annulerSeance, reporterSeance } from './actions/annuler.ts'
import { convoquer, noterRemise } from './actions/convoquer.ts'
import { corrigerMembre, finirMandat, importerMembres, inscrireMembre } from './actions/membres.ts'
import { ajouterPoint, corrigerPoint, corrigerSeance, deplacerPoint, preparerSeance, retirerPoint } from './actions/preparer.ts'
import { constaterSansQuorum, noterPresences, ouvrirSeance, reconvoquer } from './actions/tenir.ts'
import { voter } from './actions/voter.ts'
import { sceller } from './jobs/sceller.ts'
import { conseil, fiche, nouveau } from './pages/conseil.tsx'
import { convoquer as pageConvoquer } from './pages/convoquer.tsx'
import { detail } from './pages/detail.tsx'
import { liste } from './pages/liste.tsx'
import { ouvrir } from './pages/ouvrir.tsx'
import { convocationPdf, preuveAffichage, procesVerbalPdf } from './pages/papiers.ts'
import { pointNouveau, pointPage } from './pages/point.tsx'
import { modifier, nouvelle } from './pages/preparer.tsx'
import { presences } from './pages/presences.tsx'
import { procesVerbal } from './pages/proces-verbal.tsx'
import { remise } from './pages/remise.tsx'
import { vote } from './pages/vote.tsx'

/** Every door of the sessions of the council, for the manifest. */
export const SEANCES = {
  pages: [conseil, nouveau, fiche, liste, nouvelle, detail, modifier, pointNouveau, pointPage, pageConvoquer, remise, presences, ouvrir, vote, procesVerbal, convocationPdf, procesVerbalPdf, preuveAffichage],
  actions: [importerMembres, inscrireMembre, corrigerMembre, finirMandat, preparerSeance, corrigerSeance, ajouterPoint, corrigerPoint, deplacerPoint, retirerPoint, annulerSeance, reporterSeance, convoquer, noterRemise, noterPresences, ouvrirSeance, constaterSansQuorum, reconvoquer, voter, redigerProcesVerbal, cloreSeance, afficherDecisions],
  jobs: [sceller],
  refus: {
    acte_numero: 'Ce numéro vient d’être pris par un autre acte de la commune : recommencez',
    acte_point_une_fois: 'Un acte est déjà né de ce point',
    point_rang: 'L’ordre du jour vient de changer : relisez-le, puis recommencez',
    seance_reporte_une_fois: 'Cette séance est déjà reportée',
    seance_remplace_une_fois: 'La seconde séance est déjà préparée',
  },
}
