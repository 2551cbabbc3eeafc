import { lireIban } from '../../../lib/iban.ts'
import { lirePassage } from './masquer.ts'

/** Kinds of personal data that the house knows how to look for, and those somebody adds. */
export const GENRES = { nom: 'Nom', npi: 'NPI', telephone: 'Téléphone', courriel: 'Adresse électronique', naissance: 'Naissance', piece: 'Pièce d’identité', compte: 'Compte bancaire', adresse: 'Adresse', matricule: 'Matricule', ajoute: 'Passage ajouté' } as const
export type GenreDonnee = keyof typeof GENRES

/** What looks like personal data: the passage, what is around it the first time, how many times it is met under this form. */
export type Trouvaille = { genre: GenreDonnee; passage: string; avant: string; apres: string; fois: number }

const MOT = "(?:[dDlL][’'])?\\p{Lu}[\\p{L}\\p{M}’'\\-]*"
const PARTICULE = "(?:de|du|da|dos|d’|d'|née?|épouse|ép\\.|veuve|vve|alias|dite?)"
const NOM = `${MOT}(?:[\\s]{1,3}(?:${PARTICULE}[\\s]{1,3})?${MOT}){0,6}`
const CIVILITE =
  "(?<![\\p{L}\\p{N}])(?:MM\\.|M\\.|Mr\\.?|Mrs\\.?|Mmes?\\.?|Mlles?\\.?|Drs?\\.?|Prs?\\.|Me|Maître|[Mm]onsieur|[Mm]essieurs|MONSIEUR|MESSIEURS|[Mm]adame|[Mm]esdames|MADAME|MESDAMES|[Mm]ademoiselles?|MADEMOISELLE|[Dd]octeur|DOCTEUR|[Pp]rofesseur|El[\\s-]?Hadji?|EL[\\s-]?HADJI?|Alhadji|Hadja|HADJA|[Ll]es? sieurs?|[Ss]ieurs?|[Ll]a dame|[Dd]ames?|[Ff]eue?|(?:le |la |les )?[Nn]ommée?s?)"
/** Titles and words of office that follow a civility without naming anybody. */
const FONCTIONS = new Set(['le', 'la', 'les', 'l’', "l'", 'maire', 'adjoint', 'préfet', 'ministre', 'président', 'présidente', 'directeur', 'directrice', 'secrétaire', 'chef', 'conseiller', 'conseillère', 'receveur', 'commissaire', 'commandant', 'procureur', 'juge', 'monsieur', 'madame', 'article', 'vu', 'considérant', 'commune', 'conseil', 'république', 'bénin'])
const MOIS = '(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre)'
const DATE = `(?:\\d{1,2}(?:er)?[\\s/.\\-]{1,3}(?:${MOIS}|\\d{1,2})[\\s/.\\-]{1,3}\\d{4})`

type Motif = { genre: GenreDonnee; de: RegExp; lire?: (trouve: RegExpExecArray) => (readonly [debut: number, passage: string])[] }
const groupe = (n = 1) => (m: RegExpExecArray) => (m[n] === undefined ? [] : [[m.index + m[0].lastIndexOf(m[n]), m[n]] as const])

/** The name after a civility, until a word of office: « M. Koffi DOSSOU, maire », « Madame le Maire » is nobody. */
function lireNoms(m: RegExpExecArray): (readonly [number, string])[] {
  let debut = m.index + m[0].length - m[1]!.length
  return m[1]!.split(/(\s*,\s*|\s+et\s+(?:de\s+)?)/u).flatMap((morceau, i) => {
    const ici = debut
    debut += morceau.length
    if (i % 2 === 1) return []
    const mots = morceau.split(/(?<=\s)/u)
    const arret = mots.findIndex((mot) => FONCTIONS.has(mot.trim().toLowerCase()))
    const net = (arret === -1 ? morceau : mots.slice(0, arret).join('')).trimEnd()
    return net === '' ? [] : [[ici, net] as const]
  })
}

/** An account: exactly the signs of an IBAN when they verify, else what follows the word. */
function lireCompte(m: RegExpExecArray): (readonly [number, string])[] {
  const tout = m[0]
  for (let fin = tout.length; fin >= 15; fin--) if (/[0-9A-Z]/.test(tout[fin - 1]!) && 'iban' in lireIban(tout.slice(0, fin), ['BJ', 'BF', 'CI', 'GW', 'ML', 'NE', 'SN', 'TG', 'FR', 'BE', 'DE'])) return [[m.index, tout.slice(0, fin)]]
  return (tout.match(/\d/g)?.length ?? 0) >= 14 ? [[m.index, tout.replace(/\s+[A-Z]*$/, '')]] : []
}

const MOTIFS: readonly Motif[] = [
  { genre: 'courriel', de: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu },
  { genre: 'compte', de: /(?<![0-9A-Z])[A-Z]{2}\d{2}(?:[\s-]?[0-9A-Z]{1,4}){3,9}/g, lire: lireCompte },
  { genre: 'compte', de: /(?:compte|RIB|IBAN)[^.\n\d]{0,40}?(?:n°|numéro|N°|:|\s)\s*([A-Z]{0,2}\d[0-9A-Z -]{8,36}\d)/gu, lire: groupe() },
  { genre: 'telephone', de: /(?<!\d)(?:(?:\+|00)[\s.-]?229(?:[\s.-]?\d{2}){4,5}|01(?:[\s.-]?\d{2}){4})(?!\d)/g },
  { genre: 'telephone', de: /(?:t[ée]l(?:[ée]phone)?|portable|whatsapp|contact)\.?\s*(?:n°|:)?\s*((?:\d{2}[\s.-]?){3,4}\d{2})(?!\d)/giu, lire: groupe() },
  { genre: 'npi', de: /(?:NPI|[Nn]uméro personnel d[’']identification)[^\d\n]{0,20}(\d(?:[\s.-]?\d){9,12})(?!\d)/gu, lire: groupe() },
  { genre: 'npi', de: /(?<!\d)(?!01)\d{10}(?!\d)(?!\s*(?:F\s?CFA|FCFA|francs|F\b))/g },
  { genre: 'naissance', de: new RegExp(`n[ée](?:e|\\(e\\)|\\.e)?s?\\s+(?:respectivement\\s+)?(?:le|les)\\s+(${DATE})`, 'giu'), lire: groupe() },
  { genre: 'naissance', de: /\bn[ée](?:e|\(e\)|\.e)?s?\s+(?:vers|en)\s+(?:l[’']an\s+)?\d{4}/giu },
  { genre: 'naissance', de: new RegExp(`date de naissance\\s*:?\\s*(?:le\\s+)?(${DATE})`, 'giu'), lire: groupe() },
  { genre: 'piece', de: /(?:CNI|CIP|LEPI|[Pp]asseport|PASSEPORT|[Cc]arte (?:nationale |biométrique )?d[’'](?:identité|électeur|identification)(?: (?:nationale|personnelle|biométrique))?|[Pp]ermis de conduire|[Cc]arte consulaire)[^.\n\d]{0,25}?(?:n°|N°|nº|no|numéro|:|\s)\s*([A-Z0-9][A-Z0-9/ -]{3,20}\d)/gu, lire: groupe() },
  { genre: 'matricule', de: /[Mm](?:atricule|ATRICULE|le)\.?\s*(?:n°|N°|numéro|:)?\s*:?\s*([A-Z0-9][A-Z0-9/.-]{1,14}\d(?:-?[A-Z])?)(?![\p{L}\p{N}])/gu, lire: groupe() },
  { genre: 'adresse', de: /(?:domicili[ée]+(?:\(e\)|e)?s?|demeurant|r[ée]sidant|habitant)\s+(?:à|a|au|aux|en|dans)\s+([^,;\n()]{2,80}?(?:,\s*(?:carré|lot|ilot|îlot|maison|quartier|rue|parcelle)[^,;\n()]{1,40}){0,3})(?=[,;\n()]|\.(?:\s|$)|$|\s(?:née?s?|titulaire|ayant|de profession|et|est|sont|a|ont|pour|qui|tél|NPI)\s)/giu, lire: groupe() },
  { genre: 'nom', de: new RegExp(`${CIVILITE}\\s{1,3}(${NOM}(?:(?:\\s*,\\s*|\\s+et\\s+(?:de\\s+)?)(?!${CIVILITE})${MOT}(?:\\s{1,3}${MOT}){1,5})*)`, 'gu'), lire: lireNoms },
]

const AUTOUR = 60

/** Every place where somebody may be recognised, in the order of the text: proposals, for a person to judge. Pure. */
export function detecter(texte: string): Trouvaille[] {
  const vues = new Map<string, Trouvaille & { place: number }>()
  // Two patterns may meet at one place: it counts once.
  const comptes = new Set<string>()
  const noter = (genre: GenreDonnee, debut: number, brut: string) => {
    const passage = lirePassage(brut)
    if (!passage) return
    const deja = vues.get(passage)
    const ici = `${debut} ${passage}`
    if (comptes.has(ici)) return
    comptes.add(ici)
    if (deja) deja.fois++
    else vues.set(passage, { genre, passage, avant: texte.slice(Math.max(0, debut - AUTOUR), debut).replaceAll(/\s+/gu, ' '), apres: texte.slice(debut + brut.length, debut + brut.length + AUTOUR).replaceAll(/\s+/gu, ' '), fois: 1, place: debut })
  }
  for (const { genre, de, lire } of MOTIFS) for (const m of texte.matchAll(de)) for (const [debut, brut] of lire ? lire(m) : [[m.index, m[0]] as const]) noter(genre, debut, brut)
  for (const [debut, nom] of listRappels(texte, [...vues.values()].filter((t) => t.genre === 'nom').map((t) => t.passage))) noter('nom', debut, nom)
  return [...vues.values()].toSorted((a, b) => a.place - b.place).map(({ genre, passage, avant, apres, fois }) => ({ genre, passage, avant, apres, fois }))
}

/** The same in an act: its object, then its text; a name never goes from one to the other. */
export const detecterActe = (objet: string, texte: string): Trouvaille[] => detecter(`${objet}\n\n\n\n${texte}`)

/** A family name in capitals that was met after a civility, met again alone: « M. Koffi DOSSOU… les héritiers DOSSOU ». */
function listRappels(texte: string, noms: readonly string[]): (readonly [number, string])[] {
  const familles = [...new Set(noms.flatMap((n) => (n.includes(' ') ? n.split(' ').filter((mot) => /^(?:[dl][’'])?\p{Lu}{3}[\p{Lu}’'-]*$/u.test(mot)) : [])))]
  return familles.flatMap((f) => [...texte.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${f}(?![\\p{L}\\p{N}])`, 'gu'))].map((m) => [m.index, f] as const).filter(([i]) => !noms.some((n) => n !== f && [...couverts(texte, n)].some(([de, a]) => i >= de && i < a))))
}

function* couverts(texte: string, nom: string): Generator<readonly [number, number]> {
  for (let i = texte.indexOf(nom); i !== -1; i = texte.indexOf(nom, i + 1)) yield [i, i + nom.length]
}
