import sharp from 'sharp'
import type { Tx } from '../../kernel/db/index.ts'
import { insertReference } from '../../kernel/fichiers/index.ts'
import type { FichierJoint } from '../../kernel/formulaires/index.ts'
import type { Maison } from '../../kernel/maison.ts'

type Papier = { champ: string; nom: string }
const CARTE: Papier = { champ: 'piece', nom: 'carte-recto.jpg' }

// A person has one card, whatever it is joined to: drawn once a process, and the story-teller asks for it hundreds of times.
const DESSINS = new Map<string, Promise<Buffer>>()

/** A paper that nobody can take for a true one: an identity card, unless another is named. */
export async function joindreSpecimen(tx: Tx, maison: Maison, dossierId: string, nom: string, maintenant: Date, papier: Papier = CARTE): Promise<FichierJoint> {
  if (!DESSINS.has(nom)) DESSINS.set(nom, dessiner(nom))
  const octets = await DESSINS.get(nom)!
  const sha256 = await maison.depot.ecrire(octets)
  const reference = await insertReference(tx, { sha256, type: 'image/jpeg', taille: octets.length, objet: `dossier:${dossierId}`, champ: papier.champ, nom: papier.nom, deposePar: 'systeme:demonstration', maintenant })
  return { reference, nom: papier.nom, taille: octets.length, type: 'image/jpeg' }
}

function dessiner(nom: string): Promise<Buffer> {
  const propre = nom.replace(/[&<>]/g, ' ')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="600"><rect width="960" height="600" fill="#f7f3ea"/><rect width="960" height="110" fill="#e1eee4"/>
    <text x="40" y="70" font-family="sans-serif" font-size="40" fill="#14503a">SPÉCIMEN, sans valeur</text><rect x="50" y="160" width="250" height="310" fill="#d3c4ab"/><circle cx="175" cy="270" r="62" fill="#7e6e58"/>
    <path d="M75 470c0-76 40-116 100-116s100 40 100 116z" fill="#7e6e58"/><text x="350" y="220" font-family="sans-serif" font-size="30" fill="#574b3c">Nom et prénoms</text>
    <text x="350" y="270" font-family="sans-serif" font-size="40" fill="#211b13">${propre}</text><text x="350" y="370" font-family="sans-serif" font-size="30" fill="#574b3c">N° 0412 7788</text></svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer()
}
