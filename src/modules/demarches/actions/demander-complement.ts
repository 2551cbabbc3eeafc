import { z } from 'zod'
import { action } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { champsCorrigibles } from '../correction.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { exigerLibre } from '../sous-demande/horloge.ts'
import { arretDuComplement, pousser } from '../horloge.ts'
import { detail } from '../pages/detail.tsx'
import { destinataireDe, exigerAttendu, leBureau, mayInstruire, nomActeur, parId, sujetDossier } from '../porte.ts'
import { dire } from '../message/dire.ts'

/** Asks the citizen for what is missing: the clock stops until he answers. */
export const demanderComplement = action({
  nom: 'demarches.demander-complement',
  path: '/dossiers/:id/demander-complement',
  may: mayInstruire,
  titre: 'Demander un complément',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  definitif: true,
  input: z.object({ champs: z.union([z.string(), z.array(z.string())]).optional(), demande: z.string().trim().min(1, 'Écrivez ce que la personne doit envoyer').max(300, 'Dites-le en 300 signes au plus') }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'demanderComplement')
    exigerAttendu(acteur, dossier, maison.territoires)
    await exigerLibre(tx, dossier.id)
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    const champs = choisirChamps(champsCorrigibles(demarche, dossier.reponses, maison.territoires), input.champs)
    const { horloge, echeance } = pousser(dossier.horloge, arretDuComplement(demarche), demarche.delai, maintenant)
    await updateDossier(tx, dossier.id, { etat: 'suspendu', attend: [], stationEcheance: null, horloge, echeance: null, correction: champs.length > 0 ? { champs: champs.map((c) => c.code), reponses: dossier.reponses, saisie: {} } : null }, maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'complement', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: input.demande, detail: { champs: champs.map((c) => c.libelle) } })
    const valeurs = { numero: dossier.numero!, bureau: leBureau(dossier.bureau), demande: input.demande, lien: `${maison.reglages.adresse}/suivi/${dossier.id}` }
    const jobs = await dire(tx, dossier, { modele: 'dossier-complement', cle: `complement:${dossier.id}:${dossier.revision}`, a: destinataireDe(dossier), valeurs, maison, lien: `/suivi/${dossier.id}`, maintenant })
    return { vers: `/dossiers/${dossier.id}`, message: horloge.at(-1)?.genre === 'interruption' ? 'Le complément est demandé. Le délai recommencera entier avec la réponse.' : 'Le complément est demandé. Le délai est en pause.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { echeance } }, jobs }
  },
})

/** The questions sent back, among those that were asked. */
function choisirChamps<C extends { code: string }>(possibles: readonly C[], choisis: string | readonly string[] | undefined): C[] {
  const codes = new Set([choisis ?? []].flat())
  return possibles.filter((c) => codes.has(c.code))
}
