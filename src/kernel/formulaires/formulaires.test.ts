import { describe, expect, it } from 'vitest'
import { definitionExemple, lieuxExemple, MAINTENANT, reponsesExemple } from './exemple.ts'
import { champsPourCel, champsVisibles, compatibles, empreinteDefinition, epurer, etapesVisibles, evaluer, findChamp, findEtape, lireDefinition, lireSaisie, manques, preremplir, referencesDe, resumer, retirerFichier, TYPES_CHAMP, verifierExpression, versSaisie } from './index.ts'
import type { Definition, Reponses } from './index.ts'

const def = definitionExemple()
const territoires = lieuxExemple()
const contexte = { maintenant: MAINTENANT, territoires }

describe('l’exemple', () => {
  it('tient tous les types de champ', () => {
    const types = def.etapes.flatMap((e) => e.champs).flatMap((c) => (c.type === 'bloc' ? [c.type, ...c.champs.map((i) => i.type)] : [c.type]))
    expect(TYPES_CHAMP.filter((t) => !(types as string[]).includes(t))).toEqual([])
    expect(TYPES_CHAMP.length).toBeGreaterThanOrEqual(15)
  })

  it('ne manque de rien une fois rempli, et l’aller-retour par la page rend les mêmes réponses', () => {
    expect(manques(def, reponsesExemple(), contexte)).toEqual([])
    let reponses = reponsesExemple()
    for (const etape of def.etapes) {
      const lue = lireSaisie(def, etape, versSaisie(etape, reponses, territoires), { ...contexte, reponses })
      expect(lue.erreurs).toEqual({})
      reponses = lue.reponses
    }
    expect(reponses).toEqual(reponsesExemple())
  })

  it('dit étape par étape ce qui manque', () => {
    expect(manques(def, {}, contexte).map((m) => `${m.etape} ${m.champ} ${m.phrase}`)).toEqual([
      'personne nom Écrivez votre réponse à «\u00a0Nom de famille\u00a0»',
      'personne prenoms Écrivez votre réponse à «\u00a0Prénoms\u00a0»',
      'personne naissance Écrivez la date de naissance, ou l’année au moins',
      'personne telephone Écrivez votre réponse à «\u00a0Téléphone\u00a0»',
      'personne pensionne Répondez par oui ou par non à «\u00a0La personne reçoit-elle une pension\u202f?\u00a0»',
      'residence lieu Écrivez le nom du lieu, puis choisissez-le\u00a0: «\u00a0Où habite cette personne\u202f?\u00a0»',
      'residence logement Choisissez une réponse à «\u00a0Le logement est\u00a0»',
      'pieces piece Ajoutez une photo ou un PDF\u00a0: «\u00a0Pièce d’identité\u00a0»',
      'pieces portrait Ajoutez une photo\u00a0: «\u00a0Photo récente\u00a0»',
      'pieces certifie Cochez la case pour continuer\u00a0: «\u00a0Je certifie que ces réponses sont exactes\u00a0»',
    ])
  })

  it('se résume en français', () => {
    const lignes = resumer(def, reponsesExemple(), territoires).flatMap((e) => e.lignes.map((l) => `${l.libelle} = ${l.texte.replaceAll(/[\u00a0\u202f]/g, ' ')}`))
    for (const attendue of [
      'Date de naissance = vers 1958',
      'NPI = 123 456 7890',
      'Téléphone = 01 97 00 00 00',
      'La personne reçoit-elle une pension ? = Oui',
      'Montant de la pension = 45 000 FCFA',
      'À quoi servira le certificat ? = Pension et Autre usage',
      'Où habite cette personne ? = Zongo, Bohicon I, Bohicon, Zou',
      'Adresse du courrier = Derrière l’école primaire, Bohicon, Zou',
      'Surface = 32,5 m²',
      'Enfant 1, l’enfant = Sènan Dossou, naissance le 14 avril 2015',
      'Enfant 2, l’enfant = Mahugnon Dossou, naissance en février 2018',
      'Enfant 1, frais d’école par an = 25 000 FCFA',
      'Frais d’école de tous les enfants = 25 000 FCFA',
      'Jour souhaité = 12 juin 2026',
      'Heure souhaitée = 8 h 30',
      'Pièce d’identité = carte-recto.jpg et carte-verso.jpg',
      'Engagement = Accepté',
      'Quels travaux ? = Construire : Un mur',
      'Dates du chantier = du 8 juin 2026 au 19 juin 2026, 12 jours',
      'Jours de travail = 10',
      'Où rendre la caution = IBAN BJ66 BJ06 1010 0100 1443 9000 0769, titulaire Afiavi Dossou',
      'Matériau 1, unité = sacs',
      'Quartier d’urbanisme = Gare',
      'Prix du quartier = 2 500 FCFA',
      'Rue = Rue du Marché',
      'Bureau qui suit le chantier = Mairie de Bohicon',
      'Entrée du chantier = 7,178123° N, 2,066708° E, à 12 mètres près',
      'Parcelle du chantier = Lot 1254, parcelle B, Zongo, Bohicon, Zou, 500 m²',
      'Demande déjà faite = CV-2026-000123 (non vérifié)',
      'Certificat de résidence = 7K2M-94QX-3H (non vérifié)',
      'Votre signature = Signé',
      'Contour du terrain = 4 points, 1 099 m²',
    ])
      expect(lignes).toContain(attendue)
    expect(lignes.some((l) => l.startsWith('Enfant 2, frais'))).toBe(false)
    expect(resumer(def, reponsesExemple(), territoires)[0]!.lignes.find((l) => l.champ === 'npi')!.sensible).toBe(true)
  })
})

describe('ce qui se voit', () => {
  it('une étape et un champ dont la condition est fausse disparaissent avec leurs réponses', () => {
    const reponses = { ...reponsesExemple(), pensionne: false }
    expect(etapesVisibles(def, reponses).map((e) => e.code)).toEqual(['personne', 'residence', 'famille', 'pieces', 'composes'])
    const net = epurer(def, reponses)
    for (const code of ['pension', 'jour_visite', 'remarque']) expect(net).not.toHaveProperty(code)
    expect(epurer(def, net)).toEqual(net)
    expect(champsVisibles(def, findEtape(def, 'residence')!, reponses).map((c) => c.code)).not.toContain('loyer')
    expect(JSON.stringify(resumer(def, reponses, territoires))).not.toContain('difficilement')
  })

  it('un champ caché compte comme sans réponse pour ceux qui suivent', () => {
    const suite = lireDefinition({ etapes: [{ code: 'e', titre: 'E', champs: [
      { code: 'a', type: 'oui_non', libelle: 'A' },
      { code: 'b', type: 'oui_non', libelle: 'B', condition: 'a', si: 'Si oui' },
      { code: 'c', type: 'texte', libelle: 'C', condition: 'b == true', si: 'Si oui' },
    ] }] })
    expect(epurer(suite, { a: false, b: true, c: 'x' })).toEqual({ a: false })
    expect(epurer(suite, { a: true, b: true, c: 'x', inconnu: 1 })).toEqual({ a: true, b: true, c: 'x' })
  })

  it('calcule, et dit les types pour les conditions d’ailleurs', () => {
    expect(epurer(def, { ...reponsesExemple(), frais_total: 1 })['frais_total']).toBe(25_000)
    expect(evaluer(def, 'size(enfants)', reponsesExemple())).toBe(2n)
    expect(evaluer(def, 'enfants.exists(e, e.frais_ecole > 20000)', reponsesExemple())).toBe(true)
    expect(evaluer(def, 'pension > 1', {})).toBeUndefined()
    expect(evaluer(def, 'pension == null && size(enfants) == 0', {})).toBe(true)
    expect(champsPourCel(def)).toMatchObject({ nom: 'string', pension: 'int', surface: 'double', usages: 'list<string>', naissance: 'map', enfants: 'list<map>', frais_total: 'int' })
    expect(verifierExpression(def, 'lieu.code.startsWith("12")', 'bool')).toBeUndefined()
    expect(verifierExpression(def, 'commune == "12"')).toBe('le champ « commune » n’existe pas')
    expect(verifierExpression(def, 'pension', 'bool')).toBe('l’expression donne un nombre entier, il faut un oui ou non')
  })
})

describe('une autre version du formulaire', () => {
  it('garde ce qui tient et dit ce qu’il faut revoir', () => {
    const source = JSON.parse(JSON.stringify(def)) as Definition
    const champ = (code: string) => findChamp(source, code)!
    Object.assign(champ('surface'), { type: 'texte', max: 20 })
    for (const cle of ['unite', 'decimales', 'min']) delete (champ('surface') as Record<string, unknown>)[cle]
    ;(champ('logement') as { options: unknown[] }).options = [{ valeur: 'proprietaire', libelle: 'À elle' }, { valeur: 'locataire', libelle: 'Loué' }]
    source.etapes[1]!.champs = source.etapes[1]!.champs.filter((c) => c.code !== 'hebergeur')
    source.etapes[0]!.champs.push({ code: 'profession', type: 'texte', libelle: 'Profession', requis: true, sensible: false, max: 80 })
    const nouvelle = lireDefinition(source)
    const { reponses, revoir } = compatibles(def, nouvelle, reponsesExemple())
    expect(revoir.map((r) => [r.champ, r.raison])).toEqual([
      ['profession', 'Cette question est nouvelle'],
      ['logement', 'Votre réponse n’est plus proposée, choisissez-en une autre'],
      ['surface', 'Cette question a changé, répondez de nouveau'],
    ])
    expect(reponses).not.toHaveProperty('logement')
    expect(reponses).not.toHaveProperty('hebergeur')
    expect(reponses['enfants']).toEqual(reponsesExemple()['enfants'])
    expect(compatibles(def, def, reponsesExemple())).toEqual({ reponses: reponsesExemple(), revoir: [] })
  })

  it('l’empreinte ne dépend pas de l’ordre des clés, et change avec le contenu', () => {
    const retournee = JSON.parse(JSON.stringify(def), (_, v: unknown) => (v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).reverse()) : v)) as Definition
    expect(empreinteDefinition(retournee)).toBe(empreinteDefinition(def))
    expect(empreinteDefinition({ etapes: def.etapes.slice(1) })).not.toBe(empreinteDefinition(def))
    expect(lireDefinition(def)).toEqual(def)
  })
})

describe('autour', () => {
  it('propose ce qui est déjà connu, sans rien remplacer ni accepter de faux', () => {
    const sources = { 'personne.nom': 'Dossou', 'personne.telephone': '97 00' }
    expect(preremplir(def, {}, sources, contexte)).toEqual({ nom: 'Dossou', frais_total: 0 })
    expect(preremplir(def, { nom: 'Afi' }, { ...sources, 'personne.telephone': '+2290197000000' }, contexte)).toMatchObject({ nom: 'Afi', telephone: '+2290197000000' })
  })

  it('retire un fichier où qu’il soit', () => {
    const avant = reponsesExemple()
    const references = referencesDe(avant)
    expect(references).toHaveLength(5)
    let reponses: Reponses = avant
    for (const r of references) reponses = retirerFichier(reponses, r)
    expect(referencesDe(reponses)).toEqual([])
    expect(reponses).not.toHaveProperty('piece')
    expect(reponses['enfants']).toHaveLength(2)
  })

  it('500 champs et leurs conditions se lisent et se parcourent vite', () => {
    const champs = Array.from({ length: 499 }, (_, i) => ({ code: `c${i}`, type: 'nombre', libelle: `C ${i}`, requis: false, ...(i > 0 ? { condition: `c${i - 1} == null || c${i - 1} > ${i}`, si: 'Si' } : {}) }))
    const debut = performance.now()
    const grande = lireDefinition({ etapes: [{ code: 'a', titre: 'A', champs: champs.slice(0, 250) }, { code: 'b', titre: 'B', champs: champs.slice(250) }] })
    const lecture = performance.now() - debut
    const reponses = Object.fromEntries(champs.map((c, i) => [c.code, i * 2 + 10]))
    const t = performance.now()
    for (let i = 0; i < 20; i++) expect(Object.keys(epurer(grande, reponses)).length).toBe(499)
    expect(lireSaisie(grande, grande.etapes[1]!, versSaisie(grande.etapes[1]!, reponses, territoires), { ...contexte, reponses }).erreurs).toEqual({})
    // Generous: the point is that nothing is quadratic.
    expect(lecture).toBeLessThan(3000)
    expect(performance.now() - t).toBeLessThan(3000)
    const trop = { etapes: [{ code: 'a', titre: 'A', champs: Array.from({ length: 601 }, (_, i) => ({ code: `c${i}`, type: 'texte', libelle: 'C' })) }] }
    expect(() => lireDefinition(trop)).toThrow('Le formulaire a 601 champs, il en faut au plus 600')
  })
})
