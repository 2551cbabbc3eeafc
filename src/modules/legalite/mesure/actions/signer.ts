import { z } from 'zod'
import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { ajouter, calendrierCourant, jourLocal } from '../../../../kernel/calendrier/index.ts'
import { signeSansDessin } from '../../../../kernel/documents/dessins.ts'
import { preparer } from '../../../../kernel/documents/emettre.ts'
import { insertDocument } from '../../../../kernel/documents/queries.ts'
import { cleActeur, fonctionDe } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { exigerPassage } from '../../acte/acte.ts'
import type { Acte } from '../../acte/acte.ts'
import { getActe, prochainNumero, updateActe, voirNumero } from '../../acte/acte.queries.ts'
import type { Changement } from '../../acte/acte.queries.ts'
import { sousLesquels } from '../../acte/contexte.ts'
import { insertEvenement } from '../../acte/evenement.queries.ts'
import type { Jalon } from '../../acte/horloge.ts'
import { journalDe } from '../../acte/porte.ts'
import { poursuivre } from '../../controle/clore.ts'
import { departementDe, lecteurDe, posteDe } from '../../lecteur.ts'
import { regleDe } from '../../referentiel/schemas.ts'
import type { Regles } from '../../referentiel/schemas.ts'
import { exigerMesure, MESURES, numeroMesure } from '../mesure.ts'
import type { Mesure } from '../mesure.ts'
import { getMesure, updateMesure } from '../mesure.queries.ts'
import { lettre } from '../pages/lettre.tsx'
import { emissionMesure } from '../papier.ts'
import { parMesure, prendreMesure, sujetMesure } from '../porte.ts'
import { demandePrevenir } from '../prevenir.ts'

/** Last day to answer a letter signed today; nothing for what waits for no answer. */
function repondreAvantDe(genre: Mesure['genre'], jour: string, regles: Regles): string | null {
  const delai = genre === 'demande-pieces' ? regles.delais.reponse_pieces : genre === 'observations' ? regles.delais.reponse_observations : undefined
  return delai ? ajouter(jour, regleDe(delai), calendrierCourant()) : null
}

/** What the act becomes when its letter leaves. */
function suiteDe(acte: Acte, mesure: Mesure, regles: Regles, maintenant: Date): Changement {
  const le = maintenant.toISOString()
  const { etat } = MESURES[mesure.genre]
  if (mesure.genre === 'demande-pieces' || mesure.genre === 'observations') {
    const jalon: Jalon = { genre: 'arret', le, cause: mesure.genre, motive: mesure.genre === 'observations' ? mesure.points.length > 0 || mesure.texte.length > 0 : mesure.motif !== '' }
    return { etat, ...poursuivre(acte, jalon, regles, maintenant), ...(mesure.genre === 'demande-pieces' ? { piecesLe: acte.piecesLe ?? maintenant } : { observeLe: acte.observeLe ?? maintenant }) }
  }
  return mesure.genre === 'suspension' ? { etat, suspenduLe: acte.suspenduLe ?? maintenant } : { etat, defereLe: maintenant, echeance: null }
}

/** The authority signs a letter, an order or a referral, with the second factor: it leaves at once, and the clock follows. */
export const signer = action({
  nom: 'legalite.signer-lettre',
  path: '/legalite/mesures/:id/signer',
  may: permission('legalite.decider'),
  titre: 'Signer une lettre',
  params: parMesure,
  sujet: sujetMesure,
  page: lettre,
  secondFacteur: true,
  definitif: true,
  input: z.object({}),
  preparer: async (lu) => {
    const { db, maison, maintenant, acteur } = lu
    const mesure = await getMesure(db, lu.params.id, lu.porteePour('legalite.decider'), true)
    exigerMesure(mesure, 'signer')
    const acte = await getActe(db, mesure.acteId, lecteurDe(lu))
    exigerPassage(acte, mesure.genre)
    const { regles } = await sousLesquels(db, maison, acte, maintenant)
    const departement = departementDe(maison.territoires, acte.commune)
    const poste = posteDe(acteur, departement, regles.autorites[mesure.genre].roles)
    if (acteur.genre !== 'agent' || !poste) throw new Refus('Cet acte du préfet ne se signe pas par votre poste', 403)
    if (mesure.genre !== 'observations' && mesure.motif === '') throw new Saisie({ motif: 'Écrivez le motif avant de signer' })
    const signe = signeSansDessin(mesure.texte)
    if (signe) throw new Saisie({ texte: `La lettre ne sait pas écrire le signe « ${signe} » : écrivez-le autrement` })
    const jour = jourLocal(maintenant)
    const annee = Number(jour.slice(0, 4))
    const serie = MESURES[mesure.genre].sigle
    const numero = numeroMesure(departement, annee, mesure.genre, await voirNumero(db, departement, serie, annee))
    const repondreAvant = repondreAvantDe(mesure.genre, jour, regles)
    const signataire = { nom: acteur.nom, qualite: fonctionDe(poste), bureau: poste.bureau, interimDe: poste.interimDe }
    const emis = await preparer(maison.atelier, emissionMesure(maison, acte, mesure, { numero, signataire, repondreAvant, le: maintenant, par: cleActeur(acteur) }))
    return { emis, numero, serie, annee, departement, repondreAvant, signataire, revision: mesure.revision }
  },
  run: async (e) => {
    const { tx, maintenant, prepare: p } = e
    const { mesure, acte } = await prendreMesure(e, 'legalite.decider')
    exigerMesure(mesure, 'signer')
    exigerPassage(acte, mesure.genre)
    if (mesure.revision !== p.revision) throw new Refus('Cette lettre vient de changer : relisez-la, puis signez')
    if (numeroMesure(p.departement, p.annee, mesure.genre, await prochainNumero(tx, p.departement, p.serie, p.annee)) !== p.numero) throw new Refus('Une autre lettre vient de prendre ce numéro : signez de nouveau')
    const { regles } = await sousLesquels(tx, e.maison, acte, maintenant)
    const { id } = await insertDocument(tx, p.emis)
    const par = cleActeur(e.acteur)
    await updateMesure(tx, mesure.id, { etat: 'signee', numero: p.numero, signePar: par, signeParNom: p.signataire.nom, signeQualite: p.signataire.qualite, signeLe: maintenant, documentId: id, repondreAvant: p.repondreAvant })
    await updateActe(tx, acte.id, { ...suiteDe(acte, mesure, regles, maintenant), examineLe: acte.examineLe ?? maintenant }, maintenant)
    await insertEvenement(tx, { acteId: acte.id, genre: mesure.genre, le: maintenant, par, parNom: `${p.signataire.nom}, ${p.signataire.qualite}`, texte: [p.numero, mesure.motif].filter(Boolean).join(' : '), detail: { document: id, mesure: mesure.id } })
    return { vers: `/legalite/mesures/${mesure.id}`, message: `« ${MESURES[mesure.genre].titre} » est signée et remise à la commune.`, journal: journalDe(acte, { mesure: mesure.genre, numero: p.numero, document: id, sha256: p.emis.sha256 }), jobs: [demandePrevenir(mesure.id, 'signee')] }
  },
})
