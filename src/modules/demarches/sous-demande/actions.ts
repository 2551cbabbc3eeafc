import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import { dateSimple } from '../../../lib/francais.ts'
import { insertReference, listReferences } from '../../../kernel/fichiers/index.ts'
import { resumer } from '../../../kernel/formulaires/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action, participant } from '../../../kernel/module.ts'
import { getDemarche } from '../definition.queries.ts'
import { enCours, exigerPassage } from '../dossier.ts'
import { lockDossier } from '../dossier.queries.ts'
import { exigerVrai } from '../essai/essai.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { jourDe } from '../horloge.ts'
import { exigerAttendu, leBureau, mayInstruire, nomActeur, nomComplet, parId, sujetDossier } from '../porte.ts'
import { arreter, repartir } from './horloge.ts'
import { demanderBureau as pageDemander, parSousDemande, sousDemande as pageSousDemande, sujetSousDemande } from './pages.tsx'
import { prevenirBureau, prevenirDemandeur } from './prevenir.ts'
import { arreteHorloge, champSousDemande, clesDuBureau, echeanceSousDemande, joursAuPlus, trouverBureau } from './sous-demande.ts'
import { closeSousDemande, findSousDemande, insertSousDemande, listSousDemandes } from './sous-demande.queries.ts'

const plusieurs = z.union([z.string(), z.array(z.string())]).optional()
const EN_COURS_AU_PLUS = 5

/** Asks another office: it reads the question and what is given with it, and nothing else of the file. */
export const demanderBureau = action({
  nom: 'demarches.demander-bureau',
  path: '/dossiers/:id/demander-bureau',
  may: mayInstruire,
  titre: 'Demander à un autre bureau',
  params: parId,
  sujet: sujetDossier,
  page: pageDemander,
  definitif: true,
  input: z.object({ bureau: z.string().max(120).default(''), objet: z.string().trim().max(1000, 'Dites-le en 1000 signes au plus').default(''), jours: z.string().trim().max(5).default(''), reponses: plusieurs, papiers: plusieurs }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'demanderComplement')
    exigerVrai(dossier)
    exigerAttendu(acteur, dossier, maison.territoires)
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    const regle = demarche.sousDemandes
    if (!regle) throw new Refus('Cette démarche ne prévoit pas de demande à un autre bureau')
    const [territoire = '', id = ''] = input.bureau.split('|')
    const bureau = trouverBureau(maison.territoires, id, territoire)
    const jours = input.jours === '' ? undefined : Number(input.jours)
    const max = joursAuPlus(regle)
    const erreurs: Record<string, string> = {}
    if (!bureau) erreurs.bureau = 'Cherchez puis choisissez le bureau à qui demander'
    else if (bureau.nom === dossier.bureau) erreurs.bureau = 'C’est votre propre bureau : choisissez-en un autre'
    if (input.objet === '') erreurs.objet = 'Écrivez ce que vous demandez à ce bureau'
    if (jours !== undefined && !(Number.isInteger(jours) && jours >= 1 && jours <= max)) erreurs.jours = `Donnez un nombre de jours ouvrés de 1 à ${max}`
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    if ((await listSousDemandes(tx, dossier.id)).filter((s) => s.etat === 'attendue').length >= EN_COURS_AU_PLUS) throw new Refus('Cinq demandes attendent déjà une réponse sur ce dossier')
    const lignes = new Set([input.reponses ?? []].flat())
    const donnes = new Set([input.papiers ?? []].flat())
    const partage = resumer(demarche.formulaire, dossier.reponses, maison.territoires).flatMap((e) => e.lignes).filter((l) => lignes.has(l.champ)).map((l) => ({ libelle: l.libelle, texte: l.texte }))
    const papiers = (await listReferences(tx, `dossier:${dossier.id}`)).filter((r) => donnes.has(r.id)).map((r) => r.id)
    const arrete = arreteHorloge(regle)
    const s = { id: uuidv7(maintenant.getTime()), dossierId: dossier.id, objet: input.objet, bureau: bureau!.nom, territoire, cles: clesDuBureau(maison.territoires, bureau!), partage, papiers, demandeeLe: maintenant, demandeePar: cleActeur(acteur), demandeeParNom: nomComplet(acteur), echeance: echeanceSousDemande(regle, jours, maintenant), arrete }
    await insertSousDemande(tx, s)
    if (arrete) await arreter(tx, demarche, dossier, maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'sous_demande', le: maintenant, par: s.demandeePar, parNom: nomActeur(acteur), texte: bureau!.nom, detail: { sousDemande: s.id, arrete } })
    const jobs = await prevenirBureau(tx, maison, s, 'sous-demande', { numero: dossier.numero!, titre: demarche.titre, bureau: leBureau(dossier.bureau), echeance: dateSimple(midi(s.echeance)) }, maintenant)
    return { vers: `/dossiers/${dossier.id}#sous-demandes`, message: `La demande est partie. Réponse attendue le ${dateSimple(midi(s.echeance))}.${arrete ? ' Le délai du dossier est en pause.' : ''}`, journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { sousDemande: s.id, echeance: s.echeance } }, jobs }
  },
})

/** The other office answers, or says that it will not. */
export const repondreBureau = action({
  nom: 'demarches.repondre-bureau',
  path: '/sous-demandes/:id',
  may: participant,
  titre: 'Répondre à un autre bureau',
  params: parId,
  sujet: sujetSousDemande,
  page: pageSousDemande,
  definitif: true,
  fichiers: { nombre: 5, octets: 20 * 1_048_576 },
  input: z.object({ issue: z.enum(['repondue', 'refusee'], 'Dites si vous répondez ou si vous refusez'), reponse: z.string().trim().max(3000, 'Dites-le en 3000 signes au plus').default('') }),
  run: async ({ tx, params, input, fichiers, acteur, maintenant, maison }) => {
    const vue = await findSousDemande(tx, params.id)
    if (!vue) throw new Introuvable()
    const dossier = await lockDossier(tx, vue.dossierId)
    const s = (await findSousDemande(tx, params.id))!
    if (s.etat !== 'attendue') throw new Refus('Cette demande n’attend plus de réponse')
    if (!enCours(dossier)) throw new Refus('Le dossier est clos : votre réponse ne servirait plus')
    if (input.reponse === '' && (input.issue === 'refusee' || fichiers.length === 0)) throw new Saisie({ reponse: input.issue === 'refusee' ? 'Dites pourquoi vous ne répondez pas' : 'Écrivez la réponse, ou joignez un fichier' })
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    const par = cleActeur(acteur)
    for (const { nom, sha256, type, taille } of fichiers) await insertReference(tx, { sha256, type, taille, objet: `dossier:${dossier.id}`, champ: champSousDemande(s.id), nom, deposePar: par, maintenant })
    await closeSousDemande(tx, s.id, { etat: input.issue, reponse: input.reponse, par, parNom: nomComplet(acteur), aTemps: jourDe(maintenant) <= s.echeance, maintenant })
    if (s.arrete) await repartir(tx, demarche, dossier, maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'sous_demande_reponse', le: maintenant, par, parNom: nomActeur(acteur), texte: s.bureau, detail: { sousDemande: s.id, issue: input.issue } })
    const jobs = await prevenirDemandeur(tx, maison, s, 'sous-demande-reponse', { numero: dossier.numero!, bureau: leBureau(s.bureau) }, maintenant)
    return { vers: `/sous-demandes/${s.id}`, message: 'Votre réponse est envoyée.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { sousDemande: s.id, issue: input.issue } }, jobs }
  },
})

/** The office that asked needs it no more. */
export const annulerSousDemande = action({
  nom: 'demarches.annuler-sous-demande',
  path: '/dossiers/:id/sous-demandes/:sousDemande/annuler',
  may: mayInstruire,
  titre: 'Annuler une demande à un autre bureau',
  params: parSousDemande,
  sujet: sujetDossier,
  definitif: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    const s = await findSousDemande(tx, params.sousDemande)
    if (!s || s.dossierId !== dossier.id) throw new Introuvable()
    if (enCours(dossier)) exigerAttendu(acteur, dossier, maison.territoires)
    const par = cleActeur(acteur)
    if (!(await closeSousDemande(tx, s.id, { etat: 'annulee', reponse: '', par, parNom: nomComplet(acteur), aTemps: null, maintenant }))) throw new Refus('Cette demande n’attend plus de réponse')
    if (s.arrete) await repartir(tx, await getDemarche(tx, dossier.demarche, dossier.version), dossier, maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'sous_demande_annulee', le: maintenant, par, parNom: nomActeur(acteur), texte: s.bureau, detail: { sousDemande: s.id } })
    return { vers: `/dossiers/${dossier.id}#sous-demandes`, message: 'La demande est annulée.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { sousDemande: s.id } } }
  },
})

