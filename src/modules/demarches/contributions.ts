import { nombre, pluriel, pourCent } from '../../lib/francais.ts'
import type { Db } from '../../kernel/db/index.ts'
import { clesPostes } from '../../kernel/identite/cles-poste.ts'
import type { Contributions, Json } from '../../kernel/module.ts'
import { listEnVigueur } from './definition.queries.ts'
import { lireObjetDossier } from './dossier.ts'
import { listPaiements } from '../paiements/index.ts'
import { listBrouillonsDe, listDossiersParCles, listNumeros } from './dossier.queries.ts'
import { listMessagesPar } from './echange/echange.queries.ts'
import { listEvenements } from './evenement.queries.ts'
import { compterPlateforme } from './file.queries.ts'
import type { Plateforme } from './file.queries.ts'
import { jourDe } from './horloge.ts'
import { journee } from './journee.tsx'
import { chercherDemarches } from './recherche.ts'
import { suivrePaiement, verrouillerDossier } from './paiement.ts'
import { sujetDossier } from './porte.ts'
import { suivreRevocationDe } from './revocation.ts'
import { findSatisfaction } from './satisfaction.queries.ts'

/**
 * A late file that nobody has decided is late all the same: without it, the share would be best where nothing is answered.
 * Rounded down, so that « 100 % » means all.
 */
export function partDansLeDelai({ rendus, aTemps, retards }: Pick<Plateforme, 'rendus' | 'aTemps' | 'retards'>): { valeur: string; libelle: string } {
  const part = Math.floor((100 * aTemps) / (rendus + retards)) / 100
  const encore = retards > 0 ? `, en comptant ${pluriel(retards, 'demande encore en retard', 'demandes encore en retard')}` : ''
  return { valeur: pourCent(part), libelle: `rendues dans le délai${encore}` }
}

async function avisDe(db: Db, dossierId: string): Promise<Json> {
  const avis = await findSatisfaction(db, dossierId)
  return avis ? { note: avis.note, remarque: avis.remarque, le: avis.donneeLe.toISOString() } : null
}

/** What démarches give to the home page and to the agent's day. */
const comptees = new WeakMap<Db, { le: number; chiffres: Promise<Plateforme> }>()
/** Every file of the country is counted: the home page does not do it at each visit. */
const RECOMPTER_MS = 60_000

function plateforme(db: Db, maintenant: Date): Promise<Plateforme> {
  const deja = comptees.get(db)
  const age = deja ? maintenant.getTime() - deja.le : -1
  if (deja && age >= 0 && age < RECOMPTER_MS) return deja.chiffres
  const chiffres = compterPlateforme(db, jourDe(maintenant))
  comptees.set(db, { le: maintenant.getTime(), chiffres })
  chiffres.catch(() => comptees.delete(db))
  return chiffres
}

export const contributions: Contributions = {
  services: async (db, cherche) =>
    chercherDemarches(await listEnVigueur(db, 'public'), cherche).map((d) => ({ titre: d.titre, resume: d.fiche.resume, href: `/demarches/${d.code}`, situation: d.fiche.situation })),
  chiffres: async (db: Db, maintenant: Date) => {
    const c = await plateforme(db, maintenant)
    return [
      { valeur: nombre(c.recus), libelle: 'demandes reçues' },
      { valeur: nombre(c.delivres), libelle: 'documents délivrés' },
      ...(c.rendus + c.retards > 0 ? [partDansLeDelai(c)] : []),
    ]
  },
  journee,
  surRevocation: suivreRevocationDe,
  sujetDe: async (db, objet) => {
    const id = lireObjetDossier(objet)
    return id ? sujetDossier({ db, params: { id } }) : undefined
  },
  verrouiller: verrouillerDossier,
  surPaiement: suivrePaiement,
  objetsDe: async (db, cles) => {
    const siens = await listDossiersParCles(db, cles)
    return siens.map((d) => ({ objet: `dossier:${d.id}`, titre: d.numero ?? 'Brouillon', href: d.etat === 'brouillon' ? `/brouillons/${d.id}` : `/suivi/${d.id}` }))
  },
  // What the pages of a file and of a draft open: to its territory, to its counter, and to the posts called on it.
  nommerObjets: async ({ db, porteePour, acteur, maison }, objets) => {
    const ids = objets.flatMap((objet) => lireObjetDossier(objet) ?? [])
    const cles = clesPostes(acteur, maison.territoires)
    const [lus, commences] = ids.length === 0 ? [[], []] : await Promise.all([listNumeros(db, porteePour('demarches.lire'), { ids }, cles), listBrouillonsDe(db, porteePour('demarches.guichet'), ids, cles)])
    return new Map<string, { titre: string; href: string }>([...lus.map((d) => [`dossier:${d.id}`, { titre: d.numero, href: `/dossiers/${d.id}` }] as const), ...commences.map((d) => [`dossier:${d.id}`, { titre: 'Demande commencée', href: `/brouillons/${d.id}` }] as const)])
  },
  trouverObjet: async ({ db, porteePour, acteur, maison }, nom) => {
    const [lu] = await listNumeros(db, porteePour('demarches.lire'), { numero: nom.toUpperCase() }, clesPostes(acteur, maison.territoires))
    return lu && `dossier:${lu.id}`
  },
  donneesDe: async (db, cles) => {
    const siens = await listDossiersParCles(db, cles)
    const messages = await listMessagesPar(db, siens.map((d) => d.id))
    const dossiers = await Promise.all(siens.map(async (d) => ({ numero: d.numero, demarche: d.demarche, etat: d.etat, deposeLe: d.deposeLe?.toISOString() ?? null, bureau: d.bureau, reponses: d.reponses as Json, avis: await avisDe(db, d.id), messages: (messages.get(d.id) ?? []).map((m) => ({ le: m.le.toISOString(), de: m.qualite, texte: m.texte })), paiements: (await listPaiements(db, `dossier:${d.id}`)).map((p) => ({ libelle: p.libelle, montant: p.montant, etat: p.etat, le: p.demandeLe.toISOString() })), histoire: (await listEvenements(db, d.id, false)).map((e) => ({ le: e.le.toISOString(), genre: e.genre, texte: e.texte })) })))
    return { dossiers }
  },
}

