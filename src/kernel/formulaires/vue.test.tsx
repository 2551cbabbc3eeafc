import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { vueExemple } from '../../ui/exemple.ts'
import { definitionExemple, fichierExemple, lieuxExemple, MAINTENANT, reponsesExemple } from './exemple.ts'
import { ChampsEtape, findEtape, lireDefinition, lireSaisie } from './index.ts'
import type { Definition, Reponses } from './index.ts'

const def = definitionExemple()
const territoires = lieuxExemple()

function html(etape: string, options: { reponses?: Reponses; saisie?: Record<string, unknown>; erreurs?: Record<string, string>; def?: Definition } = {}): string {
  const d = options.def ?? def
  const vue = vueExemple({ saisie: options.saisie ?? {}, erreurs: options.erreurs ?? {} })
  return render(<ChampsEtape vue={vue} def={d} etape={findEtape(d, etape)!} reponses={options.reponses ?? {}} territoires={territoires} fichiers={(f) => ({ href: `/fichiers/${f.reference}` })} />)
}
/** The inputs of a page that a browser without a script would send. */
function envoi(page: string): Record<string, string | string[]> {
  const lus = new Map<string, string[]>()
  for (const [balise] of page.matchAll(/<input(?:\s+[\w-]+(?:="[^"]*")?)*\s*\/?>/g)) {
    const attribut = (nom: string) => new RegExp(`\\b${nom}="([^"]*)"`).exec(balise)?.[1]
    const nom = attribut('name')
    if (!nom || (/type="(?:radio|checkbox)"/.test(balise) && !/\bchecked\b/.test(balise)) || /type="file"/.test(balise)) continue
    lus.set(nom, [...(lus.get(nom) ?? []), decoder(attribut('value') ?? '')])
  }
  for (const m of page.matchAll(/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/g)) lus.set(m[1]!, [decoder(/<option (?:selected value="([^"]*)"|value="([^"]*)" selected)/.exec(m[2]!)?.slice(1).find((v) => v !== undefined) ?? '')])
  for (const m of page.matchAll(/<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)<\/textarea>/g)) lus.set(m[1]!, [decoder(m[2]!)])
  return Object.fromEntries([...lus].map(([nom, v]) => [nom, v.length === 1 ? v[0]! : v]))
}
const decoder = (t: string) => t.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

describe('une étape en HTML', () => {
  it('chaque case a son étiquette', () => {
    for (const etape of def.etapes) {
      const page = html(etape.code, { reponses: reponsesExemple() })
      for (const [balise] of page.matchAll(/<(?:input|select|textarea) [^>]*>/g)) {
        if (/type="hidden"/.test(balise)) continue
        const id = /\bid="([^"]+)"/.exec(balise)?.[1]
        const dedans = /type="(?:radio|checkbox)"/.test(balise)
        expect([balise, dedans || page.includes(`for="${id}"`)]).toEqual([balise, true])
      }
      const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map((m) => m[1])
      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    }
  })

  it('ce que la page renvoie, sans script, redonne les réponses gardées', () => {
    for (const etape of def.etapes) {
      const reponses = reponsesExemple()
      const lue = lireSaisie(def, etape, envoi(html(etape.code, { reponses })), { reponses, maintenant: MAINTENANT, territoires })
      expect(lue.erreurs).toEqual({})
      expect(lue.reponses).toEqual(reponses)
    }
  })

  it('après un refus, montre ce qui était tapé et la phrase à côté, sans rien laisser passer de dangereux', () => {
    const saisie = { nom: '"><script>alert(1)</script>', 'naissance.jour': '14', 'naissance.annee': '1958', telephone: "97' onfocus='x", autre_usage: '</textarea><img src=x onerror=y>' }
    const page = html('personne', { saisie, erreurs: { nom: 'Écrivez le nom <sans> chiffre', 'naissance.mois': 'Écrivez le mois' }, reponses: reponsesExemple() })
    expect(page).not.toMatch(/<script>|<img|value="">/)
    expect(page).toContain('Écrivez le nom &lt;sans> chiffre')
    expect(envoi(page)).toMatchObject({ nom: saisie.nom, 'naissance.jour': '14', telephone: saisie.telephone, autre_usage: saisie.autre_usage })
    // What was answered before does not come back over what was typed.
    expect(page).not.toContain('Afiavi')
    expect(page).toMatch(/id="champ-naissance.mois"[^>]*aria-invalid="true"/)
  })

  it('dit en mots la condition d’un champ de la même étape, et la donne au script', () => {
    const page = html('personne')
    expect(page).toContain('Si oui, montant de la pension')
    expect(page).toContain('data-si="[&quot;==&quot;,[&quot;id&quot;,&quot;pensionne&quot;,&quot;oui_non&quot;],[&quot;v&quot;,true]]"')
    expect(page).toContain('formulaire.js')
    expect(html('pieces')).not.toContain('formulaire.js')
    expect(html('famille', { saisie: { 'enfants.nombre': '1' } })).toContain('&quot;enfants.0.ecole&quot;')
  })

  it('une condition décidée par une autre étape se décide sans script', () => {
    const deux = lireDefinition({ etapes: [
      { code: 'a', titre: 'A', champs: [{ code: 'sorte', type: 'texte', libelle: 'Sorte' }] },
      { code: 'b', titre: 'B', champs: [
        { code: 'oui', type: 'oui_non', libelle: 'Oui' },
        { code: 'x', type: 'texte', libelle: 'Xylo', condition: 'sorte == "x"' },
        { code: 'y', type: 'texte', libelle: 'Yack', condition: 'sorte == "x" && oui', si: 'Si oui' },
      ] },
    ] })
    expect(html('b', { def: deux, reponses: { sorte: 'z' } })).not.toMatch(/Xylo|[yY]ack/)
    const page = html('b', { def: deux, reponses: { sorte: 'x' } })
    expect(page).toContain('Xylo')
    expect(page).toContain('Si oui, yack')
    expect(page).toContain('[&quot;v&quot;,&quot;x&quot;]')
  })

  it('les boutons de la page agissent sans script', () => {
    const avant = envoi(html('famille', { reponses: reponsesExemple() }))
    const plus = html('famille', { reponses: reponsesExemple(), saisie: { ...avant, _ajouter: 'enfants' } })
    expect(plus).toContain('Enfant 3')
    expect(envoi(plus)['enfants.nombre']).toBe('3')
    const moins = html('famille', { reponses: reponsesExemple(), saisie: { ...avant, _retirer: 'enfants.0' } })
    expect(moins).not.toContain('Sènan')
    expect(moins).not.toContain('acte.pdf')
    const lieux = html('residence', { saisie: { 'lieu.recherche': 'zongo', _chercher: 'lieu' } })
    expect(lieux).toContain('2 lieux portent ce nom')
    expect(lieux).toContain('Bohicon I, Bohicon, Zou')
    expect(html('residence', { saisie: { 'lieu.recherche': 'zogno', _chercher: 'lieu' } })).toContain('Aucun lieu ne s’appelle')
    expect(envoi(html('residence', { saisie: { 'lieu.recherche': 'Parakou', 'lieu.cherche': 'Zongo', lieu: '040501001', _chercher: 'lieu' } }))).toMatchObject({ lieu: '0405', 'lieu.cherche': 'Parakou' })
  })

  it('montre les fichiers gardés, propose l’autre face, et les retire', () => {
    const recto = fichierExemple()
    const page = html('pieces', { reponses: { piece: [recto] } })
    for (const mot of ['carte-recto.jpg', 'Ajouter l’autre face', `value="piece.${recto.reference}"`, `/fichiers/${recto.reference}`, 'Papiers acceptés', 'accept="image/*,application/pdf"']) expect(page).toContain(mot)
    expect(html('pieces', { reponses: { piece: [recto] }, saisie: { _retirer: `piece.${recto.reference}` } })).not.toContain('carte-recto.jpg')
    expect(html('pieces', { reponses: reponsesExemple() })).not.toContain('id="champ-piece"')
  })

  it('un fichier reçu avec une page refusée, ou avec un bouton, se montre à sa place et n’est pas perdu', () => {
    const f = fichierExemple('neuf.jpg')
    const etape = findEtape(def, 'famille')!
    const sent = { 'enfants.nombre': '2', 'enfants.0.acte.garde': '', 'enfants.1.enfant.nom': 'Dossou', 'enfants.1.acte.garde': '' }
    const lue = lireSaisie(def, etape, sent, { reponses: {}, maintenant: MAINTENANT, territoires, fichiers: { 'enfants.1.acte': [f] } })
    expect(Object.keys(lue.erreurs)).not.toEqual([])
    for (const saisie of [lue.saisie, { ...sent, _ajouter: 'enfants' }]) {
      const suite = envoi(html('famille', { reponses: lue.reponses, saisie }))
      expect(suite).toMatchObject({ 'enfants.0.acte.garde': '', 'enfants.1.acte.garde': f.reference, 'enfants.1.enfant.nom': 'Dossou' })
      expect(lireSaisie(def, etape, suite, { reponses: lue.reponses, maintenant: MAINTENANT, territoires }).reponses['enfants']).toEqual([{}, { acte: [f] }, ...('_ajouter' in saisie ? [{}] : [])])
    }
    const retiree = { ...envoi(html('famille', { reponses: lue.reponses, saisie: lue.saisie })), _retirer: 'enfants.1' }
    expect(html('famille', { reponses: lue.reponses, saisie: retiree })).not.toContain('neuf.jpg')
  })
})
