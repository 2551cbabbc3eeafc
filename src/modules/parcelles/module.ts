import { join } from 'node:path'
import { defineModule } from '../../kernel/module.ts'
import { abandonnerImport, confirmerImport, preparerImport } from './actions/importer.ts'
import { inscrire, modifier } from './actions/inscrire.ts'
import { confirmerAvis, contester, leverAvis, publierAvis } from './actions/avis.ts'
import { diviser } from './actions/diviser.ts'
import { fusionner } from './actions/fusionner.ts'
import { changerLitige } from './actions/litige.ts'
import { ajouterPapier, transferer } from './actions/transferer.ts'
import { contributions } from './contributions.tsx'
import { remplirDemonstration } from './demo.ts'
import { avis, publierAvis as pagePublier } from './pages/avis.tsx'
import { avisFonciers } from './pages/avis-fonciers.tsx'
import { importer, oublier } from './jobs/importer.ts'
import { comparer } from './jobs/comparer.ts'
import { carte, image } from './pages/carte.tsx'
import { detail } from './pages/detail.tsx'
import { diviser as pageDiviser } from './pages/diviser.tsx'
import { fusionner as pageFusionner } from './pages/fusionner.tsx'
import { litige } from './pages/litige.tsx'
import { modifier as pageModifier, nouvelle } from './pages/formulaire.tsx'
import { ici } from './pages/ici.tsx'
import { importation, imports } from './pages/imports.tsx'
import { liste } from './pages/liste.tsx'
import { papier } from './pages/papier.ts'
import { transferer as pageTransferer } from './pages/transferer.tsx'
import { lire } from './porte.ts'

const LECTURE = ['parcelles.lire']
const TENUE = ['parcelles.lire', 'parcelles.tenir', 'parcelles.importer']

export const parcelles = defineModule({
  name: 'parcelles',
  titre: 'Parcelles',
  needs: [],
  permissions: {
    'parcelles.lire': 'Lire le registre des parcelles de son territoire, noms des détenteurs compris',
    'parcelles.tenir': 'Inscrire et corriger une parcelle, ses détenteurs et leurs papiers, diviser, fusionner, signaler un litige',
    'parcelles.importer': 'Importer un fichier de parcelles',
    'parcelles.publier': 'Publier, confirmer et lever un avis d’opposition',
  },
  // No role of land affairs exists yet: at the town hall, the counter keeps the register. Prefecture and ministry only read.
  roles: {
    secretaire_executif: [...TENUE, 'parcelles.publier'],
    maire: ['parcelles.lire', 'parcelles.publier'],
    agent_guichet: TENUE,
    etat_civil: LECTURE,
    agent_arrondissement: LECTURE,
    chef_arrondissement: LECTURE,
    agent_prefecture: LECTURE,
    prefet: LECTURE,
    agent_ministere: LECTURE,
    auditeur: LECTURE,
  },
  pages: [liste, carte, image, ici, imports, importation, nouvelle, detail, pageModifier, pageTransferer, pageDiviser, pageFusionner, litige, papier, pagePublier, avis, avisFonciers],
  actions: [inscrire, modifier, transferer, ajouterPapier, changerLitige, diviser, fusionner, publierAvis, confirmerAvis, leverAvis, contester, preparerImport, confirmerImport, abandonnerImport],
  jobs: [importer, oublier, comparer],
  menu: [{ libelle: 'Parcelles', path: '/parcelles', may: lire, ordre: 40, gabarit: 'agent' }],
  refus: {
    parcelle_identite: 'Cette commune a déjà une parcelle de ce lotissement, tranche, lot et lettre. Cherchez-la dans le registre',
    parcelle_el: 'Ce numéro d’état des lieux est déjà celui d’une autre parcelle de ce lotissement. Cherchez-la dans le registre',
    parcelle_designee: 'Écrivez le lot, ou le numéro d’état des lieux',
    detention_une_a_la_fois: 'La parcelle a déjà un détenteur à cette date. Rechargez la page : quelqu’un vient peut-être de l’inscrire',
    detention_dates: 'Le détenteur actuel l’est devenu plus tard : vérifiez la date',
    filiation_distincte: 'Une parcelle ne vient pas d’elle-même',
    opposition_dates: 'La période finit avant de commencer',
  },
  contributions,
  demo: remplirDemonstration,
  migrations: join(import.meta.dirname, 'migrations'),
})
