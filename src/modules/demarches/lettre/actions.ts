import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { signeSansDessin } from '../../../kernel/documents/dessins.ts'
import { preparer } from '../../../kernel/documents/emettre.ts'
import { insertDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { getDemarche } from '../definition.queries.ts'
import { getDossier, lockDossier } from '../dossier.queries.ts'
import { exigerVrai } from '../essai/essai.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { destinataireDe, leBureau, maySigner, nomActeur, parId, sujetDossier } from '../porte.ts'
import { emissionLettre } from './emission.ts'
import { findLettre, objetLettres } from './lettre.ts'
import { lettres, posteLettre } from './pages.tsx'

/** Makes, signs and sends a letter, with the second factor: it is a paper of the institution like any other. */
export const emettreLettre = action({
  nom: 'demarches.emettre-lettre',
  path: '/dossiers/:id/lettres',
  may: maySigner,
  titre: 'Signer et envoyer une lettre',
  params: parId,
  sujet: sujetDossier,
  page: lettres,
  secondFacteur: true,
  definitif: true,
  input: z.object({ lettre: z.string().max(40).default(''), texte: z.string().trim().max(1500, 'Dites-le en 1500 signes au plus').default('') }),
  preparer: async ({ db, params, input, acteur, maison, maintenant }) => {
    const dossier = await getDossier(db, params.id)
    exigerVrai(dossier)
    const demarche = await getDemarche(db, dossier.demarche, dossier.version)
    const lettre = findLettre(demarche, input.lettre)
    if (!lettre) throw new Saisie({ lettre: 'Choisissez une lettre' })
    if (acteur.genre !== 'agent' || dossier.etat === 'brouillon') throw new Refus('Une lettre se signe par une personne, sur un dossier déposé', 403)
    const poste = posteLettre(acteur, demarche, dossier, lettre, maison.territoires)
    if (!poste) throw new Refus('Cette lettre ne se signe pas par votre poste', 403)
    const signe = signeSansDessin(input.texte)
    if (signe) throw new Saisie({ texte: `La lettre ne sait pas écrire le signe « ${signe} » : écrivez-le autrement` })
    const rang = (await listDocuments(db, objetLettres(dossier.id))).length + 1
    const signataire = { nom: acteur.nom, qualite: poste.roleTitre, bureau: poste.bureau, ...(poste.interimDe ? { interimDe: poste.interimDe } : {}) }
    return { rang, emis: await preparer(maison.atelier, await emissionLettre(db, maison, dossier, demarche, { lettre, texte: input.texte, rang, signataire, par: cleActeur(acteur), emisLe: maintenant })) }
  },
  run: async ({ tx, params, prepare: { emis, rang }, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    if ((await listDocuments(tx, objetLettres(dossier.id))).length + 1 !== rang) throw new Refus('Une autre lettre vient de partir sur ce dossier : relisez, puis recommencez')
    const { id } = await insertDocument(tx, emis)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'lettre', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: `${emis.titre}, n° ${emis.numero}` })
    const valeurs = { numero: dossier.numero!, bureau: leBureau(dossier.bureau), titre: emis.titre, lien: `${maison.reglages.adresse}/suivi/${dossier.id}#lettres` }
    const jobs = await prevenir(tx, { modele: 'dossier-lettre', cle: `lettre:${id}`, a: destinataireDe(dossier), valeurs, objet: `dossier:${dossier.id}`, lien: `/suivi/${dossier.id}`, maintenant })
    return { vers: `/dossiers/${dossier.id}/lettres`, message: `« ${emis.titre} » est signée et envoyée.`, journal: { objet: `document:${id}`, territoire: dossier.territoire, detail: { dossier: dossier.id, sha256: emis.sha256 } }, jobs }
  },
})
