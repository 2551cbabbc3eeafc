#!/usr/bin/env node
// Checks the public journal of an Iroko from outside. One file, no dependency, Node >= 20: read it before you trust it.
// Formats: C2SP tlog-tiles, tlog-checkpoint and signed-note; hashing of RFC 6962 §2.1.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const USAGE = `Emploi : verifier-journal <adresse> [--cle <clé>] [--ancien <fichier>] [--entree <ligne ou fichier>] [--garder <fichier>]

  <adresse>   celle du site, par exemple https://iroko.example
  --cle       clé publique du journal, « nom+identifiant+base64 », obtenue ailleurs que sur le site
  --ancien    point de contrôle gardé d’une vérification précédente : prouve que rien n’a été réécrit depuis
  --entree    ligne publique, ou fichier : des lignes, ou la preuve JSON remise avec un dossier
  --garder    où écrire le point de contrôle vérifié, pour la prochaine fois

Codes de sortie : 0 tout est vérifié ; 1 le journal est faux ; 2 commande mal écrite ; 3 journal injoignable ;
4 rien de faux, mais la signature n’a pas été vérifiée, faute de clé.`

const LARGEUR = 256
const sha256 = (...parties) => parties.reduce((h, p) => h.update(p), createHash('sha256')).digest()
const feuille = (entree) => sha256(Buffer.of(0), entree)
const noeud = (gauche, droite) => sha256(Buffer.of(1), gauche, droite)

class Faux extends Error {}
class Injoignable extends Error {}

/** Root of the leaves from..to: split at the largest power of two below the count (RFC 6962 §2.1). */
function racine(feuilles, de = 0, a = feuilles.length) {
  if (a === de) return sha256()
  if (a - de === 1) return feuilles[de]
  const milieu = de + coupe(a - de)
  return noeud(racine(feuilles, de, milieu), racine(feuilles, milieu, a))
}

function coupe(n) {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** Checks an inclusion path (RFC 9162 §2.1.3.2). */
function inclus(rang, taille, hachage, chemin, attendue) {
  let [fn, sn, r] = [rang, taille - 1, hachage]
  for (const p of chemin) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      r = noeud(p, r)
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn / 2, Math.floor(sn / 2)]
    } else r = noeud(r, p)
    ;[fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]
  }
  return rang >= 0 && rang < taille && sn === 0 && r.equals(attendue)
}

function lireCheckpoint(note, nom) {
  const [origine, taille, base64] = note.split('\n')
  const hachage = Buffer.from(base64 ?? '', 'base64')
  if (!origine || !/^(0|[1-9]\d{0,15})$/.test(taille ?? '') || hachage.length !== 32) throw new Faux(`${nom} n’est pas un point de contrôle`)
  return { note, origine, taille: Number(taille), racine: hachage }
}

function lireCle(vkey) {
  const m = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey.trim())
  const octets = Buffer.from(m?.[3] ?? '', 'base64')
  if (!m || octets.length !== 33 || octets[0] !== 1) throw new Faux('La clé donnée n’est pas une clé Ed25519 de note signée')
  const id = sha256(`${m[1]}\n`, octets).subarray(0, 4)
  if (id.toString('hex') !== m[2]) throw new Faux('La clé donnée est abîmée : son identifiant n’est pas le sien')
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), octets.subarray(1)])
  return { nom: m[1], id, cle: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

function signe(note, { nom, id, cle }) {
  const fin = note.lastIndexOf('\n\n')
  if (fin < 0) return false
  return note.slice(fin + 2).split('\n').some((ligne) => {
    const [tiret, signataire, base64] = ligne.split(' ')
    const octets = Buffer.from(base64 ?? '', 'base64')
    return tiret === '\u2014' && signataire === nom && octets.length === 68 && octets.subarray(0, 4).equals(id) && verify(null, Buffer.from(note.slice(0, fin + 1)), cle, octets.subarray(4))
  })
}

async function telecharger(url, facultatif = false) {
  for (let essai = 1; ; essai++) {
    try {
      const reponse = await fetch(url, { signal: AbortSignal.timeout(30_000) })
      if (reponse.ok) return Buffer.from(await reponse.arrayBuffer())
      if (reponse.status === 404 && facultatif) return undefined
      throw new Error(`réponse ${reponse.status}`)
    } catch (erreur) {
      if (essai >= 3) throw new Injoignable(`${url} ne répond pas (${erreur.cause?.code ?? erreur.message})`)
      await new Promise((suite) => setTimeout(suite, 500 * essai))
    }
  }
}

function cheminTuile(genre, numero, largeur) {
  const groupes = []
  let reste = numero
  do {
    groupes.unshift(String(reste % 1000).padStart(3, '0'))
    reste = Math.floor(reste / 1000)
  } while (reste > 0)
  return `tile/${genre}/${groupes.map((g, i) => (i < groupes.length - 1 ? `x${g}` : g)).join('/')}${largeur < LARGEUR ? `.p/${largeur}` : ''}`
}

/** A tile by number; the full one answers when the partial one has been replaced meanwhile. */
async function tuile(base, genre, numero, largeur) {
  const partielle = await telecharger(`${base}/${cheminTuile(genre, numero, largeur)}`, largeur < LARGEUR)
  return partielle ?? telecharger(`${base}/${cheminTuile(genre, numero, LARGEUR)}`)
}

function deballer(lot, largeur) {
  const entrees = []
  for (let i = 0; i < lot.length && entrees.length < largeur; ) {
    if (i + 2 > lot.length) throw new Faux('Un lot d’entrées est coupé')
    const fin = i + 2 + lot.readUInt16BE(i)
    if (fin > lot.length) throw new Faux('Un lot d’entrées est coupé')
    entrees.push(lot.subarray(i + 2, fin))
    i = fin
  }
  if (entrees.length !== largeur) throw new Faux('Un lot d’entrées est incomplet')
  return entrees
}

async function lireEntrees(base, taille) {
  const lots = Array.from({ length: Math.ceil(taille / LARGEUR) }, (_, n) => n)
  const entrees = []
  const ouvrier = async () => {
    for (let n = lots.shift(); n !== undefined; n = lots.shift()) {
      const largeur = Math.min(LARGEUR, taille - n * LARGEUR)
      const [lot, hachages] = await Promise.all([tuile(base, 'entries', n, largeur), tuile(base, 0, n, largeur)])
      deballer(lot, largeur).forEach((entree, i) => {
        if (!feuille(entree).equals(hachages.subarray(i * 32, i * 32 + 32))) throw new Faux(`L’entrée ${n * LARGEUR + i} n’est pas celle de sa tuile`)
        entrees[n * LARGEUR + i] = entree
      })
    }
  }
  await Promise.all(Array.from({ length: 6 }, ouvrier))
  return entrees
}

/** Lines to find: given as such, or from a file of lines, or from the JSON proof handed over with a file. */
function lireDemande(argument) {
  if (!existsSync(argument)) return { lignes: [argument.trim()] }
  const texte = readFileSync(argument, 'utf8').trim()
  if (!texte.startsWith('{')) return { lignes: texte.split(/\r?\n/).filter(Boolean) }
  const preuve = JSON.parse(texte)
  return { lignes: preuve.entrees.map((e) => e.ligne), preuve }
}

function verifierDemande({ lignes, preuve }, entrees, feuilles) {
  const rangs = new Map(entrees.map((entree, rang) => [entree.toString(), rang]))
  for (const ligne of lignes) {
    if (!rangs.has(ligne)) throw new Faux(`Cette entrée n’est pas dans le journal : ${ligne}`)
    console.log(`Entrée ${rangs.get(ligne)} trouvée : ${ligne}`)
  }
  if (!preuve) return
  const point = lireCheckpoint(preuve.checkpoint, 'La preuve')
  if (point.taille > feuilles.length || !racine(feuilles, 0, point.taille).equals(point.racine)) throw new Faux('La preuve a été faite pour un autre journal')
  for (const e of preuve.entrees) {
    const chemin = e.chemin.map((h) => Buffer.from(h, 'base64'))
    if (!inclus(e.rang, point.taille, feuille(e.ligne), chemin, point.racine)) throw new Faux(`Le chemin de preuve de l’entrée ${e.rang} est faux`)
    const objet = sha256(Buffer.from(e.sel, 'base64url'), preuve.objet).toString('base64url')
    if (!e.ligne.includes(` objet=${objet} `)) throw new Faux(`L’entrée ${e.rang} ne parle pas de ${preuve.objet}`)
  }
  console.log(`Les ${preuve.entrees.length} entrées de la preuve parlent bien de ${preuve.objet}.`)
}

async function verifier(adresse, options) {
  const base = `${adresse.replace(/\/+$/, '')}/journal`
  const point = lireCheckpoint((await telecharger(`${base}/checkpoint`)).toString(), 'Le point de contrôle du site')
  console.log(`Journal ${point.origine} : ${point.taille} entrées.`)
  const cle = options.cle === undefined ? undefined : lireCle(options.cle)
  if (cle && (cle.nom !== point.origine || !signe(point.note, cle))) throw new Faux('La signature du point de contrôle est fausse, ou n’est pas de cette clé')
  console.log(cle ? 'Signature : vérifiée.' : 'Signature : NON vérifiée, donnez la clé par --cle.')
  const entrees = await lireEntrees(base, point.taille)
  const feuilles = entrees.map(feuille)
  if (!racine(feuilles).equals(point.racine)) throw new Faux('La racine recalculée n’est pas celle du point de contrôle : des entrées manquent ou ont été changées')
  console.log('Racine : recalculée à partir de toutes les entrées, elle est la même.')
  if (options.ancien !== undefined) {
    const ancien = lireCheckpoint(readFileSync(options.ancien, 'utf8'), options.ancien)
    if (cle && !signe(ancien.note, cle)) throw new Faux('L’ancien point de contrôle n’est pas signé de cette clé')
    if (ancien.taille > point.taille) throw new Faux(`Le journal a raccourci : il comptait ${ancien.taille} entrées`)
    if (!racine(feuilles, 0, ancien.taille).equals(ancien.racine)) throw new Faux(`Le journal a été réécrit : ses ${ancien.taille} premières entrées ne sont plus les mêmes`)
    console.log(`Ancien point de contrôle : les ${ancien.taille} premières entrées n’ont pas changé, ${point.taille - ancien.taille} se sont ajoutées.`)
  }
  if (options.entree !== undefined) verifierDemande(lireDemande(options.entree), entrees, feuilles)
  if (options.garder !== undefined) writeFileSync(options.garder, point.note)
  return cle ? 0 : 4
}

async function commande() {
  let lus
  try {
    const texte = { type: 'string' }
    lus = parseArgs({ allowPositionals: true, options: { cle: texte, ancien: texte, entree: texte, garder: texte, aide: { type: 'boolean' } } })
    if (lus.positionals.length !== 1 || !/^https?:\/\//.test(lus.positionals[0])) throw new Error()
    if (lus.values.ancien !== undefined && !existsSync(lus.values.ancien)) throw new Error(`Le fichier ${lus.values.ancien} n’existe pas`)
  } catch (erreur) {
    console.error(erreur.message ? `${erreur.message}\n\n${USAGE}` : USAGE)
    return 2
  }
  try {
    return await verifier(lus.positionals[0], lus.values)
  } catch (erreur) {
    console.error(erreur.message)
    return erreur instanceof Injoignable ? 3 : 1
  }
}

process.exitCode = await commande()
