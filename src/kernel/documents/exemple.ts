import { createHash } from 'node:crypto'
import { Introuvable } from '../../lib/erreurs.ts'
import type { Coffre, Emission } from './emettre.ts'

/** Where the shared pieces are, seen from here. */
export const MODELES = new URL('../../../content/modeles', import.meta.url).pathname

export const MODELE_CERTIFICAT = `#import "/modeles/certificat.typ": certificat, de, donnees as d
#show: certificat.with(
  titre: "Certificat de vie",
  champs: (
    ("Nom et prénoms", d.nom),
    ("Date et lieu de naissance", d.naissance),
    ("Numéro personnel d’identification", d.npi, "code"),
    ("Domicile", d.domicile),
    ("Pour servir à", d.objet),
    ("Valable jusqu’au", d.valable),
  ),
  fin: [En foi de quoi ce certificat est délivré pour servir et valoir ce que de droit.],
)
Le maire de la commune #de(d.entete.commune) certifie que la personne désignée ci-dessous est vivante, et s’est présentée
ce jour devant l’agent habilité.`

export const MODELE_RECEPISSE = `#import "/modeles/recepisse.typ": recepisse, donnees as d
#show: recepisse.with(
  champs: (("Démarche", "Certificat de vie"), ("Demandeur", d.nom), ("Déposé", "en ligne, le 8 juin 2026 à 10 h 14")),
  pieces: ("Pièce d’identité, 1 page",),
  suite: [Présentez-vous devant un agent habilité. Vous recevrez un message à chaque étape.],
)
Nous avons reçu votre demande.`

/** A believable certificate, for tests and measures. */
export function exemple(autres: Partial<Emission> & { nom?: string; rang?: number } = {}): Emission {
  const { nom = 'DOSSOU Sènami Tɔ́ Xɛ́ɖe', rang = 402, ...reste } = autres
  const naissance = '14 avril 1958, à Bohicon'
  return {
    modele: MODELE_CERTIFICAT,
    donnees: {
      entete: { departement: 'Zou', commune: 'Bohicon' },
      delivreLe: '8 juin 2026',
      nom,
      naissance,
      npi: '•••• •• 4471',
      domicile: 'Zongo, arrondissement de Bohicon I',
      objet: 'Pension de retraite',
      valable: '8 septembre 2026 inclus',
      fait: { lieu: 'Bohicon', le: '8 juin 2026' },
      signataire: { qualite: 'Pour le maire, par délégation', fonction: 'Le chef d’arrondissement', nom: 'Hounsou Tognon', mention: 'Signé électroniquement le 8 juin 2026 à 10 h 14' },
      pied: 'Toute modification annule ce document. Recours : devant le préfet du Zou, délai à confirmer.',
    },
    genre: 'certificat-de-vie',
    numero: `CV-2026-${String(rang).padStart(5, '0')}`,
    titre: 'Certificat de vie',
    objet: 'dossier:01978f2e-0000-7000-8000-000000000001',
    territoire: 'BJ-ZOU-BOHICON',
    champs: { nom, naissance, autorite: 'Commune de Bohicon, Zou', lieu: 'Bohicon' },
    emisLe: new Date('2026-06-08T09:14:00Z'),
    expireLe: new Date('2026-09-08T23:00:00Z'),
    emisPar: 'agent:01978f2e-0000-7000-8000-000000000002',
    ...reste,
  }
}

/** A coffer in memory. */
export function coffreEnMemoire(): Coffre & { contenu: Map<string, Uint8Array> } {
  const contenu = new Map<string, Uint8Array>()
  return {
    contenu,
    ecrire: async (octets) => {
      const sha256 = createHash('sha256').update(octets).digest('hex')
      contenu.set(sha256, octets)
      return sha256
    },
    lire: async (sha256) => {
      const octets = contenu.get(sha256)
      if (!octets) throw new Introuvable()
      return octets
    },
  }
}
