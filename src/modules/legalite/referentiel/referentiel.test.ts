import { describe, expect, it } from 'vitest'
import { annexesPour, findMatiere, listMatieres, pointsPour, sous, vise } from './referentiel.ts'
import { GENRES, schemaMatieres } from './schemas.ts'
import { lireContenu } from './semer.ts'

const acte = { nature: 'deliberation', matiere: '2.3.1', commune: '1203', montant: null, aTemps: true }

describe('les listes livrées', () => {
  it('se lisent toutes, et ce que la démonstration confirme reste à confirmer ailleurs', () => {
    for (const genre of GENRES) expect(Object.keys(lireContenu(genre)).length, genre).toBeGreaterThan(1)
    expect([lireContenu('regles').silence.verifie, lireContenu('regles', { demonstration: true }).silence.verifie]).toEqual([false, true])
  })

  it('une matière se lit avec son chemin, et un code mal placé ne passe pas', () => {
    const matieres = lireContenu('matieres')
    expect(findMatiere(matieres, '2.3.1')).toMatchObject({ chemin: 'Finances locales › Tarifs et recettes non fiscales › Marchés et gares routières', niveau: 3, feuille: true })
    expect(listMatieres(matieres).filter((m) => m.niveau === 1)).toHaveLength(9)
    expect(schemaMatieres.safeParse({ source: 'x', verifie: false, matieres: [{ code: '1', libelle: 'a', sous: [{ code: '2.1', libelle: 'b' }] }] }).success).toBe(false)
    expect(schemaMatieres.safeParse({ source: 'x', verifie: false, matieres: [{ code: '1', libelle: 'a' }, { code: '1', libelle: 'b' }] }).success).toBe(false)
  })

  it('chaque point, chaque règle vise des natures et des matières qui existent', () => {
    const [natures, matieres] = [lireContenu('natures').natures.map((n) => n.code), listMatieres(lireContenu('matieres')).map((m) => m.code)]
    const cibles = [...lireContenu('grilles').points.map((p) => p.pour), ...lireContenu('strategie').regles.map((r) => r.pour)]
    for (const c of cibles) {
      for (const n of c?.natures ?? []) expect(natures).toContain(n)
      for (const m of c?.matieres ?? []) expect(matieres).toContain(m)
    }
  })
})

describe('ce qu’une règle vise', () => {
  it('un préfixe de matière vaut pour ses branches, jamais pour un code qui lui ressemble', () => {
    expect([sous('3.1.2', ['3.1']), sous('3.1', ['3.1']), sous('3.10.1', ['3.1']), sous(null, ['3'])]).toEqual([true, true, false, false])
  })

  it('toutes les clauses doivent tenir', () => {
    expect(vise(undefined, acte)).toBe(true)
    expect(vise({ natures: ['deliberation'], matieres: ['2'] }, acte)).toBe(true)
    expect(vise({ natures: ['deliberation'], matieres: ['3'] }, acte)).toBe(false)
    expect([vise({ montant: 5 }, acte), vise({ montant: 5 }, { ...acte, montant: 5 })]).toEqual([false, true])
    expect([vise({ tard: true }, acte), vise({ tard: true }, { ...acte, aTemps: false })]).toEqual([false, true])
  })

  it('la grille d’un marché a ses points, celle d’un budget les siens', () => {
    const codes = (a: Partial<typeof acte>) => pointsPour(lireContenu('grilles'), { ...acte, ...a }).map((p) => p.code)
    expect(codes({ nature: 'convention', matiere: '3.1.1' })).toEqual(expect.arrayContaining(['seuil', 'concurrence', 'credits']))
    expect(codes({ nature: 'document-budgetaire', matiere: '2.1.1' })).toEqual(expect.arrayContaining(['equilibre', 'quorum', 'calendrier-budget']))
    expect(codes({ nature: 'arrete-individuel', matiere: '7.2.1' })).not.toContain('quorum')
  })

  it('une convention attend la délibération qui autorise à la signer', () => {
    expect(annexesPour(lireContenu('natures'), lireContenu('matieres'), { nature: 'convention', matiere: '3.1.1' }).map((a) => [a.code, a.obligatoire])).toContainEqual(['deliberation', true])
  })
})
