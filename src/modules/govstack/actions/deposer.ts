import { Saisie } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import { commencerGuichet, deposer as deposerDossier, getDossier } from '../../demarches/index.ts'
import { insertDemande } from '../demande.queries.ts'
import { corpsDemande } from '../donnees-recues.ts'
import { lireDossier } from '../pages/dossiers.ts'
import { BASE, clientDe, getService, mayDeposer, parService } from '../porte.ts'
import { passerPar, remplir } from '../remplir.ts'
import { formulaireDe } from '../traduire.ts'

/** Files a whole request at once: a draft is opened, filled and filed by the doors that people use, in one transaction, or not at all. */
export const deposer = action({
  nom: 'govstack.deposer',
  path: `${BASE}/services/:serviceId/applications`,
  facade: true,
  may: mayDeposer,
  titre: 'Déposer par le médiateur',
  params: parService,
  idempotent: false,
  input: corpsDemande,
  run: async (e) => {
    const { input, tx, acteur, maintenant } = e
    const demarche = await getService(tx, e.params.serviceId)
    const attendu = formulaireDe(demarche.code, demarche.version)
    if (input.formData.eFormId !== undefined && input.formData.eFormId !== attendu) throw new Saisie({ 'formData.eFormId': `Le formulaire de ce service est ${attendu}` })
    const ouvert = await passerPar(commencerGuichet, e, { params: { code: demarche.code }, input: {} })
    const id = ouvert.vers.split('/')[2]!
    await remplir(e, demarche, id, { data: input.formData.data, documentUrls: input.documentUrls })
    const suite = await passerPar(deposerDossier, e, { params: { id }, input: {} })
    if (suite.reprise) throw new Saisie(suite.reprise.erreurs)
    const depose = await getDossier(tx, id)
    if (!e.portee.contient(depose.territoire)) throw new Saisie({ 'formData.data': 'Le bureau qui traite cette demande n’est pas dans le territoire de ce client' })
    await insertDemande(tx, { dossierId: id, jetonId: clientDe(acteur).id, demandeurId: input.applicantId, nom: input.applicationName, maintenant })
    return { ...suite, vers: `${BASE}/applications/${id}`, json: await lireDossier({ db: tx, acteur, porteePour: e.porteePour }, id) as never }
  },
})
