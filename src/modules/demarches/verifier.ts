import { estFichier, jugeDePortee, verifierExpression } from '../../kernel/formulaires/index.ts'
import { findRole } from '../../kernel/identite/role.ts'
import type { Role } from '../../kernel/identite/role.ts'
import type { Qui, Station, StationDe } from './circuit.ts'
import { fautesConservation } from './conservation/regles.ts'
import type { Demarche } from './definition.ts'
import { NOMS_PAPIER } from './lettre/lettre.ts'
import type { PapierEcrit } from './lettre/lettre.ts'
import { fautesMessages } from './message/moments.ts'
import { fautesPreremplissage } from './preremplissage.ts'
import { nomsDe } from './redaction.ts'
import { TYPES_JOUR } from './validite.ts'
import { verifierPaiement } from './verifier-paiement.ts'

// From the smallest territory to the largest: a post of a higher level covers a file of a lower one.
const NIVEAUX: readonly Role['niveau'][] = ['arrondissement', 'commune', 'departement', 'national']

/** Every fault that the shape of a definition does not show: names that do not exist, posts that nobody can hold, dead ends. */
export function verifier(demarche: Demarche): string[] {
  return [...verifierBureau(demarche), ...verifierLieuDuBureau(demarche), ...verifierStations(demarche), ...demarche.circuit.stations.flatMap((s) => verifierStation(demarche, s)), ...verifierDocument(demarche), ...verifierPapiers(demarche), ...verifierRecepisse(demarche), ...verifierSilence(demarche), ...fautesMessages(demarche.messages, dicibles(demarche)), ...fautesConservation(demarche.conservation, demarche.document !== undefined), ...fautesPreremplissage(demarche)]
}

const champs = (demarche: Demarche) => new Map(demarche.formulaire.etapes.flatMap((etape) => etape.champs).map((champ) => [champ.code, champ]))
/** What a message may say of the answers: an SMS is read over a shoulder, so not those that are protected, nor files. */
const dicibles = (demarche: Demarche) => new Set(demarche.formulaire.etapes.flatMap((e) => e.champs).flatMap((c) => (estFichier(c) || c.type === 'bloc' || ('sensible' in c && c.sensible) ? [] : [c.code])))
const estLieu = (type: string | undefined) => type === 'territoire' || type === 'adresse'

/** What a template may name besides the answers. */
const AUTRES_NOMS = new Set(['constat.le', 'constat.lieu', 'valable', 'delivreLe', 'numero', 'bureau'])
/** The consents of a circuit, in a template: « {accord.second_parent} » is who consented, when and how. */
const accordsDe = (demarche: Demarche) => demarche.circuit.stations.flatMap((s) => (s.genre === 'accord' ? s.parties.map((p) => `accord.${p.code}`) : []))

function verifierDocument(demarche: Demarche): string[] {
  if (!demarche.document) return []
  const connus = champs(demarche)
  const { sceau, redaction } = demarche.document
  const permis = [...accordsDe(demarche), ...(demarche.registre ? ['registre'] : [])]
  const textes: [string, string][] = [
    ...Object.entries(sceau).flatMap(([cle, t]): [string, string][] => (typeof t === 'string' ? [[`sceau.${cle}`, t]] : [])),
    ...(sceau.autres ?? []).map(([, t]): [string, string] => ['sceau.autres', t]),
    ...(redaction ? [['redaction.corps', redaction.corps] as [string, string], ['redaction.fin', redaction.fin ?? ''] as [string, string], ...redaction.mentions.map((m): [string, string] => ['redaction.mentions', m.valeur])] : []),
  ]
  const jusque = demarche.document.validite?.jusque
  const sansJour = jusque === undefined || TYPES_JOUR.includes(connus.get(jusque)?.type ?? '') ? [] : [`document.validite.jusque : « ${jusque} » n’est pas une question qui donne une date ou une période`]
  return [...sansJour, ...textes.flatMap(([ou, texte]) => nomsDe(texte).filter((nom) => !connus.has(nom) && !AUTRES_NOMS.has(nom) && !permis.includes(nom)).map((nom) => `document.${ou} : {${nom}} ${nom === 'registre' ? 'demande que la démarche tienne un registre' : 'n’est pas une question du formulaire'}`))]
}

/** The notice of a refusal and the letters: words or a template, names that exist, somebody to sign. */
function verifierPapiers(demarche: Demarche): string[] {
  const connus = champs(demarche)
  const permis = new Set<string>([...AUTRES_NOMS, ...accordsDe(demarche), ...(demarche.registre ? ['registre'] : []), ...NOMS_PAPIER])
  const codes = (demarche.lettres ?? []).map((l) => l.code)
  const papiers: [string, PapierEcrit][] = [...(demarche.refus ? [['refus', demarche.refus] as [string, PapierEcrit]] : []), ...(demarche.lettres ?? []).map((l): [string, PapierEcrit] => [`lettres.${l.code}`, l])]
  return [
    ...(new Set(codes).size === codes.length ? [] : ['lettres : deux lettres ont le même nom court']),
    ...codes.filter((code) => code === 'refus' || code === 'recepisse').map((code) => `lettres.${code} : ce nom court est celui d’un autre papier, choisissez-en un autre`),
    ...papiers.flatMap(([ou, p]) => [
      ...(p.corps === undefined && p.modele === undefined ? [`${ou} : écrivez ce que dit ce papier, ou son modèle`] : []),
      ...[p.corps ?? '', p.fin ?? '', ...(p.mentions ?? []).map((m) => m.valeur)].flatMap(nomsDe).filter((nom) => !connus.has(nom) && !permis.has(nom)).map((nom) => `${ou} : {${nom}} n’est pas une question du formulaire`),
    ]),
    ...(demarche.lettres ?? []).flatMap((l) => (l.qui ? verifierQui(demarche, l.qui, `lettres.${l.code}`) : [])),
  ]
}

/** The words of a receipt name questions of the form, and nothing that comes later. */
function verifierRecepisse(demarche: Demarche): string[] {
  const connus = champs(demarche)
  const { phrase = '', suite = '' } = demarche.recepisse ?? {}
  return Object.entries({ phrase, suite }).flatMap(([cle, texte]) => nomsDe(texte).filter((nom) => !connus.has(nom)).map((nom) => `recepisse.${cle} : {${nom}} n’est pas une question du formulaire`))
}

/** A silence that climbs says to whom; one that speaks for a station has a delay there, and opinions to hold for given. */
function verifierSilence(demarche: Demarche): string[] {
  const fautes: string[] = []
  if (demarche.silence?.effet === 'superieur') fautes.push(...(demarche.silence.superieur ? verifierQui(demarche, demarche.silence.superieur, 'silence.superieur') : ['silence : dites à quel supérieur le dossier monte']))
  for (const s of demarche.circuit.stations) {
    if (s.genre === 'attente') continue
    const { code, genre, silence, delai } = s
    const ou = `circuit.stations.${code}.silence`
    if (silence && !delai) fautes.push(`${ou} : donnez d’abord un délai à cette station`)
    if (silence?.effet === 'favorable' && genre !== 'visa') fautes.push(`${ou} : seul un avis se tient pour favorable ; ailleurs, le silence rappelle ou monte`)
    if (silence?.effet === 'superieur') fautes.push(...(silence.superieur ? verifierQui(demarche, silence.superieur, `${ou}.superieur`) : [`${ou} : dites à quel supérieur le dossier monte`]))
  }
  return fautes
}

function verifierBureau(demarche: Demarche): string[] {
  const { circuit } = demarche
  const fautes: string[] = []
  const connus = champs(demarche)
  if (!circuit.bureau && demarche.pour === 'public') fautes.push('circuit.bureau : dites quelle réponse désigne le bureau qui traite la demande')
  fautes.push(...fautesDuChoix(circuit.bureau, connus))
  for (const nom of [...circuit.demandeur, circuit.telephone, circuit.courriel]) if (nom && !connus.has(nom)) fautes.push(`circuit : le champ « ${nom} » n’existe pas dans le formulaire`)
  return fautes
}

/** One way of naming the office, and one only. */
function fautesDuChoix(bureau: Demarche['circuit']['bureau'], connus: ReturnType<typeof champs>): string[] {
  if (!bureau) return []
  const { champ, niveau, fixe } = bureau
  if (fixe !== undefined) return champ === undefined && niveau === undefined ? [] : ['circuit.bureau : donnez une réponse et un niveau, ou un bureau fixe, mais pas les deux']
  if (champ === undefined || niveau === undefined) return ['circuit.bureau : donnez la réponse qui désigne le bureau et son niveau, ou un bureau fixe']
  const lieu = connus.get(champ)
  if (!estLieu(lieu?.type)) return [`circuit.bureau.champ : « ${champ} » doit être un champ de territoire ou d’adresse du formulaire`]
  const large = niveauDe(lieu)
  return large && NIVEAUX.indexOf(large) > NIVEAUX.indexOf(niveau) ? [`circuit.bureau.champ : « ${champ} » accepte un lieu plus large que le bureau (${niveau}) : aucun bureau ne recevrait la demande. Enlevez ce niveau de la question`] : []
}

/** The answer that names the office is always asked, and always given: without it nobody would receive the request, once all is typed. */
function verifierLieuDuBureau({ circuit, formulaire }: Demarche): string[] {
  const nom = circuit.bureau?.champ
  const etape = formulaire.etapes.find((e) => e.champs.some((c) => c.code === nom))
  const champ = etape?.champs.find((c) => c.code === nom)
  if (!etape || !champ || !('requis' in champ)) return []
  return [
    ...(champ.requis ? [] : [`circuit.bureau.champ : « ${nom} » désigne le bureau, rendez cette question obligatoire`]),
    ...(champ.condition ?? etape.condition ? [`circuit.bureau.champ : « ${nom} » désigne le bureau, et une condition peut la cacher. Posez-la toujours`] : []),
  ]
}

function verifierStations({ circuit: { stations } }: Demarche): string[] {
  const fautes: string[] = []
  const doubles = stations.map((s) => s.code).filter((code, rang, tous) => tous.indexOf(code) !== rang)
  for (const code of new Set(doubles)) fautes.push(`circuit.stations : deux stations s’appellent « ${code} »`)
  const signatures = stations.filter((s) => s.genre === 'signature')
  if (signatures.length !== 1) fautes.push('circuit.stations : il faut une signature, et une seule')
  const apres = signatures.length === 1 ? stations.slice(stations.indexOf(signatures[0]!) + 1).find((s) => s.genre !== 'paiement') : undefined
  if (apres) fautes.push(`circuit.stations : la signature est la dernière station avant un éventuel paiement, et « ${apres.titre} » vient après`)
  if (signatures[0]?.condition) fautes.push('circuit.stations : la signature n’a pas de condition, sinon un dossier resterait sans décision')
  stations.forEach((s, rang) => {
    if (s.genre === 'accord' && s.refus === 'renvoyer' && !stations.slice(0, rang).some((avant) => avant.genre === 'instruction' || avant.genre === 'visa'))
      fautes.push(`circuit.stations.${s.code} : un refus renverrait le dossier, et aucune station ne vient avant. Choisissez que le refus soit proposé`)
    if (s.genre === 'visa' && s.defavorable === 'renvoyer' && !stations.slice(0, rang).some((avant) => avant.genre === 'instruction' || avant.genre === 'visa'))
      fautes.push(`circuit.stations.${s.code} : un avis défavorable renverrait le dossier, et aucune station ne vient avant. Choisissez refuser ou continuer`)
  })
  return fautes
}

/** What is wrong in a condition of the circuit: its writing, or that no answer can meet it where it is read (`avec`). */
function fautesCondition({ formulaire }: Demarche, condition: string, avec?: string): string[] {
  const faute = verifierExpression(formulaire, condition, 'bool')
  return faute ? [faute] : jugeDePortee(formulaire)(condition, avec === undefined ? [] : [avec]).map((dit) => `sa condition ${dit}`)
}

function verifierStation(demarche: Demarche, s: Station): string[] {
  const ou = `circuit.stations.${s.code}`
  const conditions = [[ou, s.condition] as const, ...(s.genre === 'visa' ? s.viseurs.map((v) => [`${ou}.${v.code}`, v.condition] as const) : [])]
  const fautes = conditions.flatMap(([lieu, condition]) => {
    return condition === undefined ? [] : fautesCondition(demarche, condition, lieu === ou ? undefined : s.condition).map((faute) => `${lieu} : ${faute}`)
  })
  if (s.genre === 'visa') {
    const codes = s.viseurs.map((v) => v.code)
    if (new Set(codes).size !== codes.length) fautes.push(`${ou} : deux viseurs ont le même code`)
    if (typeof s.regle === 'object' && s.regle.quorum > s.viseurs.length) fautes.push(`${ou} : le quorum demande ${s.regle.quorum} visas, et il n’y a que ${s.viseurs.length} viseurs`)
    return [...fautes, ...s.viseurs.flatMap((v) => verifierQui(demarche, v.qui, `${ou}.${v.code}`))]
  }
  if (s.genre === 'attente') return [...fautes, ...verifierAttente(demarche, s, ou)]
  if (s.genre === 'accord') return [...fautes, ...verifierParties(demarche, s, ou)]
  if (s.genre === 'paiement') return [...fautes, ...verifierPaiement(demarche, s)]
  for (const role of s.genre === 'signature' ? s.qui.roles : []) if (findRole(role)?.signataire === false) fautes.push(`${ou} : le rôle « ${role} » ne signe pas`)
  return [...fautes, ...verifierQui(demarche, s.qui, ou)]
}

/** A period follows an examination, to which an opposition sends back. */
function verifierAttente(demarche: Demarche, s: StationDe<'attente'>, ou: string): string[] {
  const { stations } = demarche.circuit
  const avant = stations.slice(0, stations.indexOf(s)).filter((a) => a.genre === 'instruction')
  return [
    ...(avant.length > 0 ? [] : [`${ou} : une période vient après une vérification, à qui une opposition renvoie le dossier`]),
    ...(s.opposition === 'renvoyer' && avant.length > 0 && avant.every((a) => a.condition !== undefined) ? [`${ou} : une opposition renvoie à une vérification, et toutes celles d’avant ont une condition : l’une d’elles doit se faire toujours`] : []),
    ...verifierQui(demarche, s.qui, ou),
  ]
}

/** Names and phones come from answers; what is consented to names answers too. */
function verifierParties(demarche: Demarche, s: StationDe<'accord'>, ou: string): string[] {
  const connus = champs(demarche)
  const codes = s.parties.map((p) => p.code)
  const doubles = new Set(codes).size === codes.length ? [] : [`${ou} : deux personnes ont le même code`]
  return [
    ...doubles,
    ...s.parties.flatMap((p) => {
      const ici = `${ou}.${p.code}`
      const faute = p.condition && fautesCondition(demarche, p.condition, s.condition)[0]
      return [
        ...p.nom.filter((nom) => !connus.has(nom)).map((nom) => `${ici}.nom : « ${nom} » n’est pas une question du formulaire`),
        ...(connus.get(p.telephone)?.type === 'telephone' ? [] : [`${ici}.telephone : « ${p.telephone} » doit être une question de téléphone`]),
        ...nomsDe(p.phrase).filter((nom) => !connus.has(nom)).map((nom) => `${ici}.phrase : {${nom}} n’est pas une question du formulaire`),
        ...(faute ? [`${ici} : ${faute}`] : []),
      ]
    }),
  ]
}

/** A post must exist wherever the file may be: its level is that of the office, or above. */
function verifierQui(demarche: Demarche, qui: Qui, ou: string): string[] {
  const fautes: string[] = []
  const champ = qui.champ ? champs(demarche).get(qui.champ) : undefined
  if (qui.champ && !estLieu(champ?.type)) fautes.push(`${ou} : « ${qui.champ} » doit être un champ de territoire ou d’adresse du formulaire`)
  if (qui.bureau === 'demandeur' && demarche.pour === 'public') fautes.push(`${ou} : le bureau du demandeur n’existe que pour une démarche d’agents`)
  const bas = qui.champ ? niveauDe(champ) : (demarche.circuit.bureau?.niveau ?? 'national')
  for (const nom of qui.roles) {
    const role = findRole(nom)
    if (!role) fautes.push(`${ou} : le rôle « ${nom} » n’existe pas`)
    else if (bas && NIVEAUX.indexOf(role.niveau) < NIVEAUX.indexOf(bas) && demarche.pour === 'public') fautes.push(`${ou} : « ${role.titre} » est un poste d’${role.niveau === 'arrondissement' ? 'arrondissement' : 'un niveau'} plus bas que le bureau : personne ne pourrait agir`)
  }
  return fautes
}

/** The level that an answer of place is sure to reach. */
function niveauDe(champ: unknown): Role['niveau'] | undefined {
  const niveaux = (champ as { niveaux?: string[] } | undefined)?.niveaux ?? []
  return (['departement', 'commune', 'arrondissement'] as const).find((niveau) => niveaux.includes(niveau)) ?? (niveaux.includes('village') ? 'arrondissement' : undefined)
}
