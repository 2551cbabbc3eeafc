import { Saisie } from '../../../lib/erreurs.ts'
import { referencesDe } from '../../../kernel/formulaires/index.ts'
import { action } from '../../../kernel/module.ts'
import { getDemarche, getDossier, rectifier } from '../../demarches/index.ts'
import { corpsDemande, lireDocument, lireEtape } from '../donnees-recues.ts'
import { lireDossier } from '../pages/dossiers.ts'
import { BASE, mayTraiter, parDossier, sujetFichier } from '../porte.ts'
import { formulaireDe } from '../traduire.ts'

/** Corrects the answers of a file being examined; steps that are not sent stay as they are. Papers are not changed this way. */
export const corriger = action({
  nom: 'govstack.corriger',
  path: `${BASE}/applications/:fileId`,
  methode: 'PUT',
  facade: true,
  may: mayTraiter,
  titre: 'Corriger des réponses par le médiateur',
  params: parDossier,
  sujet: sujetFichier,
  idempotent: false,
  input: corpsDemande,
  run: async (e) => {
    const { tx, acteur, input, maison } = e
    const id = e.params.fileId
    const avant = await lireDossier({ db: tx, acteur, porteePour: e.porteePour }, id)
    if (input.applicantId !== avant.applicantId) throw new Saisie({ applicantId: 'Ce dossier est celui d’un autre demandeur' })
    const d = await getDossier(tx, id)
    if (input.formData.eFormId !== undefined && input.formData.eFormId !== formulaireDe(d.demarche, d.version)) throw new Saisie({ 'formData.eFormId': `Le formulaire de ce dossier est ${formulaireDe(d.demarche, d.version)}` })
    const demarche = await getDemarche(tx, d.demarche, d.version)
    const lues = Object.entries(input.formData.data).map(([code, donnees]) => {
      const etape = demarche.formulaire.etapes.find((un) => un.code === code)
      if (!etape) throw new Saisie({ [`formData.data.${code.slice(0, 60)}`]: 'Le formulaire n’a pas cette étape' })
      return [code, lireEtape(etape, donnees, maison.territoires)] as const
    })
    const gardes = new Set(referencesDe(d.reponses))
    const nommes = [...lues.flatMap(([, lue]) => Object.values(lue.documents).flat()), ...input.documentUrls.map((urn) => lireDocument(urn, 'documentUrls'))]
    if (nommes.some((reference) => !gardes.has(reference))) throw new Saisie({ documentUrls: 'Les papiers d’un dossier ne se changent pas ainsi : demandez-les au demandeur' })
    const changes = await rectifier(e, id, Object.fromEntries(lues.map(([code, lue]) => [code, lue.saisie])))
    const json = await lireDossier({ db: tx, acteur, porteePour: e.porteePour }, id)
    return { vers: `${BASE}/applications/${id}`, json: json as never, ...(changes.length > 0 ? { journal: { objet: `dossier:${id}`, territoire: d.territoire, detail: { champs: changes.length } } } : {}) }
  },
})
