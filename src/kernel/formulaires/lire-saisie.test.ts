import { describe, expect, it } from 'vitest'
import { fichierExemple, lieuxExemple, MAINTENANT } from './exemple.ts'
import { gestesBloc, lireDefinition, lireSaisie } from './index.ts'
import type { FichierJoint, Reponses } from './index.ts'

const territoires = lieuxExemple()

/** A form of one step of these fields. */
function formulaire(...champs: object[]) {
  const def = lireDefinition({ etapes: [{ code: 'e', titre: 'E', champs }] })
  const etape = def.etapes[0]!
  const lire = (saisie: unknown, reponses: Reponses = {}, fichiers: Record<string, FichierJoint[]> = {}) => lireSaisie(def, etape, saisie, { reponses, maintenant: MAINTENANT, territoires, fichiers })
  return { def, etape, lire }
}

/** What one field gives: its answer, or its sentences with plain spaces. */
function un(champ: object, saisie: unknown): unknown {
  const lue = formulaire({ code: 'x', libelle: 'X', ...champ }).lire(typeof saisie === 'string' ? { x: saisie } : saisie)
  const phrases = Object.entries(lue.erreurs).map(([nom, p]) => `${nom === 'x' ? '' : `${nom} `}${p.replaceAll(/[\u00a0\u202f]/g, ' ')}`)
  return phrases.length > 0 ? phrases.join(' | ') : (lue.reponses['x'] ?? null)
}

describe('chaque type', () => {
  it('texte', () => {
    expect(un({ type: 'texte' }, '  deux   mots\t\u202e ')).toBe('deux mots')
    expect(un({ type: 'texte', requis: false }, '   ')).toBe(null)
    expect(un({ type: 'texte' }, '')).toBe('Écrivez votre réponse à « X »')
    expect(un({ type: 'texte', manque: 'Écrivez le métier' }, '')).toBe('Écrivez le métier')
    expect(un({ type: 'texte', max: 5 }, 'abcdef')).toBe('Écrivez 5 signes au plus : il y en a 6')
    expect(un({ type: 'texte', max: 5 }, '👩🏾‍🌾ɖ')).toBe('👩🏾‍🌾ɖ')
    expect(un({ type: 'texte', min: 3 }, 'ab')).toBe('Écrivez au moins 3 signes')
    expect(un({ type: 'texte' }, '<script>alert(1)</script>\' or 1=1')).toBe('<script>alert(1)</script>\' or 1=1')
    expect(un({ type: 'texte' }, 'a\ud800b')).toBe('a\ufffdb')
  })

  it('texte long', () => {
    expect(un({ type: 'texte_long' }, 'un\r\n\r\n\r\n\r\ndeux  ')).toBe('un\n\ndeux')
    expect(un({ type: 'texte_long', max: 10 }, 'x'.repeat(5_000_000))).toBe('Écrivez 10 signes au plus : il y en a 20000')
  })

  it('nom', () => {
    for (const nom of ['Dossou', 'N’Koué', "d'Almeida", 'Ɖɔ̀kpɛ́ Sènan', 'Marie-Thérèse', 'A. B.', 'Tɔ́ Xɛ́ɖe', 'أحمد']) expect(un({ type: 'nom' }, nom)).toBe(nom.normalize('NFC'))
    expect(un({ type: 'nom' }, 'Dossou 2')).toBe('Écrivez le nom sans chiffre')
    expect(un({ type: 'nom' }, 'Dossou; drop table')).toBe('Écrivez le nom avec des lettres seulement ; espaces, traits d’union et apostrophes sont permis')
    expect(un({ type: 'nom' }, '- -')).toContain('avec des lettres')
  })

  it('nombre et montant', () => {
    expect(un({ type: 'nombre' }, '1 204')).toBe(1204)
    expect(un({ type: 'nombre' }, '-3')).toBe(-3)
    expect(un({ type: 'nombre', decimales: 2 }, '3,50')).toBe(3.5)
    expect(un({ type: 'nombre' }, '3,5')).toBe('Écrivez un nombre entier, sans virgule')
    expect(un({ type: 'nombre', decimales: 1 }, '3,55')).toBe('Écrivez 1 chiffre au plus après la virgule')
    expect(un({ type: 'nombre' }, 'douze')).toBe('Écrivez un nombre en chiffres, par exemple 12')
    expect(un({ type: 'nombre' }, '99999999999999999999')).toBe('Écrivez un nombre en chiffres, par exemple 12')
    expect(un({ type: 'nombre', min: 1, unite: 'kg' }, '0')).toBe('Écrivez 1 kg ou plus')
    for (const t of ['1500', '1 500', '1.500', '1 500 FCFA', '1\u202f500 F CFA', '1500f']) expect(un({ type: 'montant' }, t)).toBe(1500)
    expect(un({ type: 'montant' }, '-5')).toBe('Écrivez 0 FCFA ou plus')
    expect(un({ type: 'montant', max: 1000 }, '2000')).toBe('Écrivez 1 000 FCFA ou moins')
    expect(un({ type: 'montant' }, 'mille')).toBe('Écrivez le montant en chiffres, par exemple 1500')
  })

  it('oui ou non, choix, consentement', () => {
    expect(un({ type: 'oui_non' }, 'non')).toBe(false)
    expect(un({ type: 'oui_non' }, { x: true })).toBe(true)
    expect(un({ type: 'oui_non' }, 'peut-être')).toBe('Répondez par oui ou par non')
    const options = [{ valeur: 'a', libelle: 'A' }, { valeur: 'b', libelle: 'B' }]
    expect(un({ type: 'choix', options }, 'b')).toBe('b')
    expect(un({ type: 'choix', options }, 'c')).toBe('Choisissez l’une des réponses proposées')
    expect(un({ type: 'choix_multiple', options }, { x: ['b', 'a', 'b'] })).toEqual(['a', 'b'])
    expect(un({ type: 'choix_multiple', options }, 'b')).toEqual(['b'])
    expect(un({ type: 'choix_multiple', options, max: 1 }, { x: ['a', 'b'] })).toBe('Cochez 1 réponse au plus')
    expect(un({ type: 'choix_multiple', options }, { x: ['a', 'z'] })).toBe('Choisissez parmi les réponses proposées')
    expect(un({ type: 'choix_multiple', options }, {})).toBe('Cochez au moins une réponse à « X »')
    expect(un({ type: 'consentement', phrase: 'Je certifie' }, 'oui')).toBe(true)
    expect(un({ type: 'consentement', phrase: 'Je certifie' }, {})).toBe('Cochez la case pour continuer : « Je certifie »')
  })

  it('heure', () => {
    for (const t of ['8h30', '08:30', '8 h 30', '8 30', '0830', '8 h 30 min']) expect(un({ type: 'heure' }, t)).toBe('08:30')
    expect(un({ type: 'heure' }, '17 h')).toBe('17:00')
    for (const t of ['25h', '8h75', 'midi', '8']) expect([t, un({ type: 'heure' }, t)]).toEqual([t, t === '8' ? '08:00' : 'Écrivez l’heure de 0 h à 23 h 59, par exemple 8 h 30'])
    expect(un({ type: 'heure', min: '08:00' }, '7h59')).toBe('Écrivez une heure à partir de 8 h')
    expect(un({ type: 'heure', max: '17:30' }, '18h')).toBe('Écrivez une heure jusqu’à 17 h 30')
  })

  it('personne, avec son NPI et sa pièce d’identité quand on les demande', () => {
    const qui = (plus: object, p: Record<string, string>) => un({ type: 'personne', naissance: false, ...plus }, Object.fromEntries(Object.entries({ nom: 'Dossou', prenoms: 'Rose', ...p }).map(([c, v]) => [`x.${c}`, v])))
    expect(qui({}, { npi: '1234567890', piece: 'cip' })).toEqual({ nom: 'Dossou', prenoms: 'Rose', naissance: null })
    expect(qui({ npi: 'facultatif', piece: 'facultatif' }, {})).toEqual({ nom: 'Dossou', prenoms: 'Rose', naissance: null, npi: null, piece: null })
    expect(qui({ npi: 'requis', piece: 'requis' }, { npi: '123 456 7890', piece: 'cip', numero: ' 0412 77 ' })).toEqual({ nom: 'Dossou', prenoms: 'Rose', naissance: null, npi: '1234567890', piece: { genre: 'cip', numero: '0412 77' } })
    expect(qui({ npi: 'requis', piece: 'requis' }, {})).toBe('x.npi Écrivez les 10 chiffres du NPI | x.piece Choisissez la pièce d’identité')
    expect(qui({ piece: 'facultatif' }, { numero: '12' })).toBe('x.piece Choisissez la pièce d’identité')
    expect(qui({ piece: 'facultatif' }, { piece: 'constructor', numero: '12' })).toBe('x.piece Choisissez la pièce d’identité')
    expect(qui({ piece: 'facultatif' }, { piece: 'passeport' })).toBe('x.numero Écrivez le numéro de la pièce')
    expect(qui({ npi: 'facultatif' }, { npi: '123' })).toContain('x.npi Le NPI a 10 chiffres')
    expect(un({ type: 'personne', requis: false, npi: 'requis', piece: 'requis' }, {})).toBe(null)
  })

  it('courriel, téléphone, NPI', () => {
    expect(un({ type: 'courriel' }, ' Afi@Exemple.BJ ')).toBe('afi@exemple.bj')
    for (const t of ['afi', 'afi@', 'afi@x', 'a b@x.bj', 'a@b@c.bj', '<a@b.bj>']) expect(un({ type: 'courriel' }, t)).toBe('Vérifiez l’adresse électronique, par exemple nom@exemple.bj')
    expect(un({ type: 'telephone' }, '01 97 00 00 00')).toBe('+2290197000000')
    expect(un({ type: 'telephone' }, '97 00 00 00')).toBe('Le numéro a 8 chiffres, il en faut 10 : écrivez 01 97 00 00 00')
    expect(un({ type: 'npi' }, '123 456 7890')).toBe('1234567890')
    expect(un({ type: 'npi' }, '123456789')).toBe('Le NPI a 10 chiffres : il y en a 9, il en manque 1')
    expect(un({ type: 'npi' }, '123456789012')).toBe('Le NPI a 10 chiffres : il y en a 12, 2 de trop')
    expect(un({ type: 'npi' }, '12345678AB')).toBe('Écrivez les 10 chiffres du NPI, sans lettre')
  })
})

describe('dates', () => {
  const date = (j: string, m: string, a: string, plus: object = {}) => un({ type: 'date', ...plus }, { 'x.jour': j, 'x.mois': m, 'x.annee': a })
  const sue = (p: object, plus: object = { naissance: true }) => un({ type: 'date_precision', ...plus }, Object.fromEntries(Object.entries(p).map(([c, v]) => [`x.${c}`, v])))

  it('entière', () => {
    expect(date('14', 'Avril', '1958')).toBe('1958-04-14')
    expect(date('1er', 'août', '1958')).toBe('1958-08-01')
    expect(un({ type: 'date' }, '1958-04-14')).toBe('1958-04-14')
    expect(date('29', '2', '2024')).toBe('2024-02-29')
    expect(date('31', '02', '2023')).toBe('x.jour Février 2023 a 28 jours : vérifiez le jour')
    expect(date('14', '', '1958')).toBe('x.mois Écrivez le mois, par exemple 04 pour avril')
    expect(date('14', '', '1958', { naissance: true })).toBe('x.mois Écrivez le mois de naissance, par exemple 04 pour avril')
    expect(date('32', '13', '58')).toBe('x.jour Le jour va de 1 à 31 | x.mois Le mois va de 1 à 12 : écrivez par exemple 04 pour avril | x.annee Écrivez l’année en quatre chiffres, par exemple 1958 : « 58 » n’en est pas une')
    expect(date('', '', '')).toBe('Écrivez la date : « X »')
  })

  it('bornes', () => {
    expect(date('6', '6', '2026', { max: 'aujourd’hui' })).toBe('x.annee Cette date n’est pas encore arrivée : écrivez une date jusqu’à aujourd’hui')
    expect(date('5', '6', '2026', { min: 'aujourd’hui', max: 'aujourd’hui' })).toBe('2026-06-05')
    expect(date('4', '6', '2026', { min: 'aujourd’hui' })).toBe('x.annee Écrivez une date à partir du 5 juin 2026')
    expect(date('6', '6', '2005', { max: '-21 ans', naissance: true })).toBe('x.annee Il faut avoir 21 ans : la date de naissance est au plus tard le 5 juin 2005')
    expect(date('5', '6', '2005', { max: '-21 ans', naissance: true })).toBe('2005-06-05')
    expect(date('6', '9', '2026', { max: '+3 mois' })).toBe('x.annee Écrivez une date au plus tard le 5 septembre 2026')
    expect(date('1', '1', '2030', { naissance: true })).toBe('x.annee Cette date de naissance n’est pas encore arrivée, vérifiez l’année')
    expect(date('1', '1', '1850', { naissance: true })).toBe('x.annee Vérifiez l’année de naissance : elle remonte à plus de 130 ans')
  })

  it('connue en partie', () => {
    expect(sue({ precision: 'vers', annee: '1958', mois: '4' })).toEqual({ precision: 'vers', annee: 1958 })
    expect(sue({ precision: 'annee', annee: '1958' })).toEqual({ precision: 'annee', annee: 1958 })
    expect(sue({ precision: 'mois', annee: '1958', mois: '4', jour: '99' })).toEqual({ precision: 'mois', annee: 1958, mois: 4 })
    expect(sue({ annee: '1958', mois: '4' })).toEqual({ precision: 'mois', annee: 1958, mois: 4 })
    expect(un({ type: 'date_precision' }, '~1958')).toEqual({ precision: 'vers', annee: 1958 })
    expect(sue({ precision: 'jour', annee: '1958' })).toBe('x.jour Écrivez le jour de naissance, par exemple 14. Si vous ne le connaissez pas, dites-le au-dessus | x.mois Écrivez le mois de naissance, par exemple 04 pour avril. Si vous ne le connaissez pas, dites-le au-dessus')
    expect(sue({ precision: 'annee', annee: '2026' })).toEqual({ precision: 'annee', annee: 2026 })
    expect(sue({ precision: 'annee', annee: '2027' })).toContain('n’est pas encore arrivée')
    expect(sue({ precision: 'jour' })).toBe('Écrivez la date de naissance, ou l’année au moins')
  })
})

describe('lieux', () => {
  it('par code, par nom unique, parmi des homonymes', () => {
    expect(un({ type: 'territoire' }, '120301001')).toEqual({ code: '120301001' })
    expect(un({ type: 'territoire' }, { x: { code: '1203' } })).toEqual({ code: '1203' })
    expect(un({ type: 'territoire' }, { 'x.recherche': 'parakou', 'x.cherche': '' })).toEqual({ code: '0405' })
    expect(un({ type: 'territoire' }, { 'x.recherche': 'Zongo', 'x.cherche': '' })).toBe('Choisissez lequel des 2 lieux nommés « Zongo »')
    expect(un({ type: 'territoire' }, { 'x.recherche': 'Zongo', 'x.cherche': 'Zongo', x: '040501001' })).toEqual({ code: '040501001' })
    expect(un({ type: 'territoire' }, { 'x.recherche': 'Zogno' })).toBe('Aucun lieu ne s’appelle « Zogno » : vérifiez l’orthographe, ou écrivez un village, un quartier, un arrondissement ou une commune')
  })

  it('un nom changé depuis la recherche n’emporte pas l’ancien choix', () => {
    expect(un({ type: 'territoire' }, { 'x.recherche': 'Parakou', 'x.cherche': 'Zongo', x: '040501001' })).toEqual({ code: '0405' })
    expect(un({ type: 'territoire', requis: false }, { 'x.recherche': '', 'x.cherche': 'Zongo', x: '040501001' })).toBe(null)
  })

  it('niveau, contenant, code inconnu', () => {
    expect(un({ type: 'territoire', niveaux: ['arrondissement'] }, '1203')).toBe('Choisissez un arrondissement')
    expect(un({ type: 'territoire', dans: '12' }, '0405')).toBe('Choisissez un lieu qui se trouve dans : Zou')
    expect(un({ type: 'territoire' }, '999999')).toBe('Choisissez un lieu de la liste')
  })

  it('adresse', () => {
    expect(un({ type: 'adresse' }, { x: '1203', 'x.precision': 'Derrière l’école' })).toEqual({ code: '1203', precision: 'Derrière l’école' })
    expect(un({ type: 'adresse' }, { x: '1203' })).toBe('x.precision Dites où, dans ce lieu : quartier, rue, repère')
    expect(un({ type: 'adresse' }, { 'x.precision': 'Derrière l’école' })).toBe('Écrivez le village, l’arrondissement ou la commune')
    expect(un({ type: 'adresse', requis: false }, {})).toBe(null)
  })

  it('personne', () => {
    const p = { 'x.nom': 'Dossou', 'x.prenoms': 'Afi Jeanne', 'x.naissance.annee': '1990', 'x.naissance.precision': 'annee' }
    expect(un({ type: 'personne' }, p)).toEqual({ nom: 'Dossou', prenoms: 'Afi Jeanne', naissance: { precision: 'annee', annee: 1990 } })
    expect(un({ type: 'personne', requis: false }, { 'x.naissance.precision': 'jour' })).toBe(null)
    expect(un({ type: 'personne' }, { 'x.nom': 'Doss0u' })).toBe('x.nom Écrivez le nom sans chiffre | x.prenoms Écrivez le ou les prénoms | x.naissance Écrivez la date de naissance, ou l’année au moins')
  })
})

describe('fichiers', () => {
  const piece = { code: 'x', type: 'fichier', libelle: 'Pièce' }
  const [recto, verso, pdf] = [fichierExemple('recto.jpg'), fichierExemple('verso.jpg'), fichierExemple('acte.pdf', 'application/pdf')]

  it('garde ceux d’avant, ajoute les reçus, oublie les retirés', () => {
    const { lire } = formulaire({ ...piece, rectoVerso: true, min: 2 })
    expect(lire({}, {}, { x: [recto!] })).toMatchObject({ erreurs: { x: 'Ajoutez l’autre face' }, reponses: { x: [recto] } })
    expect(lire({}, { x: [recto!] }, { x: [verso!] })).toMatchObject({ erreurs: {}, reponses: { x: [recto, verso] } })
    expect(lire({ 'x.retire': recto!.reference }, { x: [recto!, verso!] }).reponses['x']).toEqual([verso])
    expect(lire({}, { x: [recto!, verso!] }, { x: [pdf!] }).erreurs['x']).toBe('Gardez 2 fichiers au plus\u00a0: il y en a 3, retirez-en')
  })

  it('refuse ce qui n’est pas du type attendu, et les références d’autrui', () => {
    expect(formulaire({ ...piece, type: 'photo' }).lire({}, {}, { x: [pdf!] }).erreurs['x']).toBe('Il faut une photo\u00a0: retirez ce fichier et envoyez une image')
    expect(formulaire(piece).lire({}, {}, { x: [fichierExemple('a.zip', 'application/zip')] }).erreurs['x']).toContain('une photo ou un PDF')
    const bloc = formulaire({ code: 'b', type: 'bloc', libelle: 'B', ajouter: 'Ajouter', champs: [{ ...piece, requis: false }, { code: 'n', type: 'nom', libelle: 'N' }] })
    expect(bloc.lire({ 'b.0.n': 'Afi', 'b.0.x.garde': 'autre-reference' }).reponses).toEqual({ b: [{ n: 'Afi' }] })
  })
})

describe('blocs et gestes', () => {
  const { etape, lire } = formulaire({ code: 'enfants', type: 'bloc', libelle: 'Enfants', element: 'Enfant', ajouter: 'Ajouter un enfant', min: 1, max: 3, champs: [{ code: 'nom', type: 'nom', libelle: 'Nom' }, { code: 'va', type: 'oui_non', libelle: 'Va à l’école' }, { code: 'acte', type: 'fichier', libelle: 'Acte', requis: false }] })

  it('lit des éléments, à plat ou en JSON', () => {
    const attendu = { enfants: [{ nom: 'Afi', va: true }, { nom: 'Koffi', va: false }] }
    expect(lire({ 'enfants.0.nom': 'Afi', 'enfants.0.va': 'oui', 'enfants.1.nom': 'Koffi', 'enfants.1.va': 'non' })).toMatchObject({ reponses: attendu, erreurs: {} })
    expect(lire(attendu)).toMatchObject({ reponses: attendu, erreurs: {} })
    expect(lire({ 'enfants.nombre': '2', 'enfants.0.nom': 'Afi', 'enfants.0.va': 'oui', 'enfants.1.nom': ' ' })).toMatchObject({ reponses: { enfants: [{ nom: 'Afi', va: true }] }, erreurs: {} })
    expect(lire({ 'enfants.0.nom': 'Afi 2' }).erreurs).toEqual({ 'enfants.0.nom': 'Enfant 1\u00a0: écrivez le nom sans chiffre', 'enfants.0.va': 'Enfant 1\u00a0: répondez par oui ou par non à «\u00a0Va à l’école\u00a0»' })
    expect(lire({}).erreurs).toEqual({ enfants: 'Ajouter un enfant\u00a0: il en faut au moins 1' })
    expect(Object.keys(lire({ 'enfants.nombre': '999', 'enfants.99.nom': 'x' }).erreurs).length).toBeLessThan(8)
  })

  it('ajoute, retire et renumérote sans rien valider', () => {
    const avant = { 'enfants.nombre': '2', 'enfants.0.nom': 'A 1', 'enfants.1.nom': 'B', 'enfants.1.acte.garde': 'ref-b' }
    expect(gestesBloc(etape, { ...avant, _ajouter: 'enfants' })).toEqual({ geste: { genre: 'ajouter', champ: 'enfants' }, saisie: { ...avant, 'enfants.nombre': '3' } })
    expect(gestesBloc(etape, { ...avant, _retirer: 'enfants.0' })).toEqual({ geste: { genre: 'retirer', champ: 'enfants', indice: 0 }, saisie: { 'enfants.nombre': '1', 'enfants.0.nom': 'B', 'enfants.0.acte.garde': 'ref-b' } })
    expect(gestesBloc(etape, { ...avant, _retirer: 'enfants.1' }).saisie).toEqual({ 'enfants.nombre': '1', 'enfants.0.nom': 'A 1', 'enfants.retire': ['ref-b'] })
    expect(gestesBloc(etape, { ...avant, _retirer: 'enfants.1.acte.ref-b' })).toEqual({ geste: { genre: 'retirer_fichier', champ: 'enfants.1.acte', reference: 'ref-b' }, saisie: { ...avant, 'enfants.1.acte.garde': '', 'enfants.1.acte.retire': ['ref-b'] } })
    for (const faux of [{ _ajouter: 'autre' }, { _retirer: 'enfants.9' }, { _retirer: '__proto__.0' }, { _ajouter: ['enfants'] }, { _chercher: 'enfants' }]) expect(gestesBloc(etape, { ...avant, ...faux }).saisie).toEqual(avant)
    expect(gestesBloc(etape, { 'enfants.nombre': '3', _ajouter: 'enfants' }).saisie).toEqual({ 'enfants.nombre': '3' })
  })

  it('un fichier suit son élément quand un autre est retiré', () => {
    const f = fichierExemple('b.jpg')
    const reponses: Reponses = { enfants: [{ nom: 'A', va: true }, { nom: 'B', va: true, acte: [f] }] }
    const page = { 'enfants.nombre': '2', 'enfants.0.nom': 'A', 'enfants.0.va': 'oui', 'enfants.0.acte.garde': '', 'enfants.1.nom': 'B', 'enfants.1.va': 'oui', 'enfants.1.acte.garde': f.reference }
    expect(lire(gestesBloc(etape, { ...page, _retirer: 'enfants.0' }).saisie, reponses).reponses).toEqual({ enfants: [{ nom: 'B', va: true, acte: [f] }] })
    const { saisie } = gestesBloc(etape, { ...page, _retirer: 'enfants.1' })
    expect(lire({ ...saisie, 'enfants.1.nom': 'C', 'enfants.1.va': 'non', 'enfants.1.acte.garde': '' }, reponses).reponses).toEqual({ enfants: [{ nom: 'A', va: true }, { nom: 'C', va: false }] })
  })
})

it('une condition fausse dispense de répondre, et la réponse tapée n’est pas gardée mais revient à l’écran', () => {
  const { lire } = formulaire({ code: 'a', type: 'oui_non', libelle: 'A' }, { code: 'b', type: 'montant', libelle: 'B', condition: 'a == true', si: 'Si oui' })
  expect(lire({ a: 'non', b: 'pas un nombre' })).toEqual({ reponses: { a: false }, erreurs: {}, saisie: { a: 'non', b: 'pas un nombre' } })
  expect(lire({ a: 'oui' }).erreurs).toEqual({ b: 'Écrivez votre réponse à «\u00a0B\u00a0»' })
})
