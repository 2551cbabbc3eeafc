/** The example form, a few places and good answers, for tests and the living page. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { fondDeCarte } from '../territoire/index.ts'
import type { Bureau, Territoire } from '../territoire/index.ts'
import type { Lieux } from './contexte.ts'
import { lireDefinition } from './lire-definition.ts'
import type { Definition } from './definition.ts'
import type { FichierJoint, Reponses } from './reponse.ts'

/** The form of exemple.yaml, which holds every type of field. */
export function definitionExemple(): Definition {
  return lireDefinition(parse(readFileSync(new URL('exemple.yaml', import.meta.url), 'utf8')))
}

const LIEUX: [string, Territoire['niveau'], string, string | null][] = [
  ['BJ', 'pays', 'Bénin', null],
  ['12', 'departement', 'Zou', 'BJ'],
  ['1203', 'commune', 'Bohicon', '12'],
  ['120301', 'arrondissement', 'Bohicon I', '1203'],
  ['120301001', 'village', 'Zongo', '120301'],
  ['04', 'departement', 'Borgou', 'BJ'],
  ['0405', 'commune', 'Parakou', '04'],
  ['040501', 'arrondissement', '1er arrondissement', '0405'],
  ['040501001', 'village', 'Zongo', '040501'],
]

const BUREAUX: Bureau[] = [
  { id: 'mairie-1203', genre: 'mairie', nom: 'Mairie de Bohicon', territoire: '1203', adresse: null, telephone: null, horaires: null, verifie: true },
  { id: 'mairie-0405', genre: 'mairie', nom: 'Mairie de Parakou', territoire: '0405', adresse: null, telephone: null, horaires: null, verifie: true },
  { id: 'arrondissement-120301', genre: 'arrondissement', nom: 'Arrondissement de Bohicon I', territoire: '120301', adresse: null, telephone: null, horaires: null, verifie: true },
  { id: 'prefecture-12', genre: 'prefecture', nom: 'Préfecture du Zou', territoire: '12', adresse: null, telephone: null, horaires: null, verifie: true },
]

const sansAccent = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** A few real places, two of them of the same name; found by the beginning of their name. */
export function lieuxExemple(): Lieux {
  const tous = LIEUX.map(([code, niveau, nom, parent]): Territoire => ({ code, niveau, nom, parent, population2013: null, codeCod: null, codeIso: null, ouvertLe: null, fermeLe: null }))
  const trouver = (code: string) => tous.find((t) => t.code === code)
  const chemin = (code: string): string => {
    const t = trouver(code)
    if (!t || (t.niveau === 'pays' && code !== 'BJ')) return ''
    return t.parent === null || t.parent === 'BJ' ? t.nom : `${t.nom}, ${chemin(t.parent)}`
  }
  return {
    trouver,
    chemin,
    fond: fondDeCarte,
    tous: (niveau) => tous.filter((t) => t.niveau === niveau),
    bureaux: (code) => BUREAUX.filter((b) => b.territoire === code),
    chercher: (texte, options) => tous.filter((t) => t.code !== 'BJ' && sansAccent(t.nom).startsWith(sansAccent(texte)) && (!options?.niveau || t.niveau === options.niveau)).slice(0, options?.limite ?? 10),
  }
}

export const fichierExemple = (nom = 'carte-recto.jpg', type = 'image/jpeg'): FichierJoint => ({ reference: `01990000-0000-7000-8000-${[...nom].reduce((h, c) => (h * 31 + c.charCodeAt(0)) % 1e12, 7).toString().padStart(12, '0')}`, nom, taille: 421_888, type })

/** Answers that lack nothing, at `MAINTENANT`. */
export const MAINTENANT = new Date('2026-06-05T08:42:00Z')
export function reponsesExemple(): Reponses {
  return {
    nom: 'N’Koué-Dossou',
    prenoms: 'Afiavi Jeanne Ɖɔkpɛ',
    naissance: { precision: 'vers', annee: 1958 },
    npi: '1234567890',
    telephone: '+2290197000000',
    pensionne: true,
    pension: 45_000,
    usages: ['pension', 'autre'],
    autre_usage: 'Dossier de banque',
    lieu: { code: '120301001' },
    adresse_courrier: { code: '1203', precision: 'Derrière l’école primaire' },
    logement: 'heberge',
    hebergeur: { nom: 'Dossou', prenoms: 'Koffi', naissance: null },
    surface: 32.5,
    enfants: [
      { enfant: { nom: 'Dossou', prenoms: 'Sènan', naissance: { precision: 'jour', annee: 2015, mois: 4, jour: 14 } }, ecole: true, frais_ecole: 25_000, acte: [fichierExemple('acte.pdf', 'application/pdf')] },
      { enfant: { nom: 'Dossou', prenoms: 'Mahugnon', naissance: { precision: 'mois', annee: 2018, mois: 2 } }, ecole: false },
    ],
    tuteur: { nom: 'Dossou', prenoms: 'Rose', naissance: { precision: 'annee', annee: 1970 }, npi: null, piece: { genre: 'cip', numero: '0412 7788' } },
    frais_total: 25_000,
    jour_visite: '2026-06-12',
    heure_visite: '08:30',
    personnes: 2,
    remarque: 'Elle marche difficilement.\nVenez le matin.',
    piece: [fichierExemple(), fichierExemple('carte-verso.jpg')],
    portrait: [fichierExemple('portrait.jpg')],
    certifie: true,
    travaux: { nature: 'construire', detail: 'mur' },
    chantier: { du: '2026-06-08', au: '2026-06-19' },
    duree: 10,
    caution: { moyen: 'iban', iban: 'BJ66BJ0610100100144390000769', titulaire: 'Afiavi Dossou' },
    quartier: 'q2',
    tarif: 2500,
    voie: 'v2',
    mairie: { bureau: 'mairie-1203', nom: 'Mairie de Bohicon', genre: 'mairie', territoire: '1203' },
    entree: { latitude: 7.178123, longitude: 2.066708, precision: 12 },
    terrain: { points: [[7.1781, 2.0667], [7.1781, 2.067], [7.1784, 2.067], [7.1784, 2.0667]] },
    foncier: { commune: '1203', quartier: 'Zongo', lot: '1254', parcelle: 'B', surface: 500, reference: null, verifie: false },
    demande: { numero: 'CV-2026-000123', titre: '', verifie: false },
    preuve: { numero: '7K2M-94QX-3H', titre: '', genre: '', verifie: false },
    paraphe: [fichierExemple('signature.jpg')],
    materiaux: [{ materiau: 'Ciment', quantite: 12, unite: 'sac' }],
  }
}
