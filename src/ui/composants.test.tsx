import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { vueExemple } from './exemple.ts'
import { Guide } from './guide.tsx'
import * as ui from './index.ts'
import { couper, direCircuit } from './circuit.tsx'
import { direTemps, segments } from './horloge.tsx'
import { triDe } from './tableau.tsx'

const MECHANT = '"><script>alert(1)</script>'
const rendre = renderToString

describe('ce qui a été tapé', () => {
  const vue = vueExemple({ saisie: { nom: MECHANT, 'ddn.annee': '1958', enfants: [{ nom: 'Sèna' }], papiers: 'rente' }, erreurs: { nom: `Écrivez ${MECHANT}`, 'ddn.mois': 'Écrivez le mois' } })
  it('est gardé, échappé, et remplace la valeur connue', () => {
    const html = rendre(<ui.Texte vue={vue} nom="nom" libelle={MECHANT} valeur="ancienne" />)
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('ancienne')
    expect(html).toContain('value="&quot;>&lt;script>alert(1)&lt;/script>"')
  })
  it('survit dans une zone de texte, une date, un bloc répété, des cases', () => {
    expect(rendre(<ui.ZoneTexte vue={vue} nom="nom" libelle="x" />)).not.toContain('<script>')
    expect(rendre(<ui.DatePrecision vue={vue} nom="ddn" libelle="x" valeur="2001-02-03" />)).toContain('value="1958"')
    expect(rendre(<ui.Texte vue={vue} nom="enfants.0.nom" libelle="x" />)).toContain('value="Sèna"')
    const cases = rendre(<ui.Cases vue={vue} nom="papiers" libelle="x" options={[{ valeur: 'pension', libelle: 'P' }, { valeur: 'rente', libelle: 'R' }]} valeurs={['pension']} />)
    expect(cases.match(/checked/g)).toHaveLength(1)
    expect(cases).toMatch(/value="rente"[^>]*checked/)
  })
  it('dit quand il faut le remplir, ou qu’on peut le laisser', () => {
    expect(rendre(<ui.Texte vue={vueExemple()} nom="x" libelle="Motif" si="si vous refusez" facultatif />)).toContain('Motif<span class="normal"> (si vous refusez)</span>')
    expect(rendre(<ui.Cases vue={vueExemple()} nom="x" libelle="Papiers" options={[]} facultatif />)).toContain('Papiers<span class="normal"> (facultatif)</span>')
    expect(rendre(<ui.Texte vue={vueExemple()} nom="x" libelle="Motif" />)).not.toContain('normal')
  })
  it('dit l’aide et la limite en deux phrases', () => {
    const aide = (texte?: string) => /id="champ-x-aide">([^<]*)</.exec(rendre(<ui.ZoneTexte vue={vueExemple()} nom="x" libelle="X" aide={texte} max={200} />))?.[1]?.trim()
    expect([aide('Sans nom'), aide('Une phrase.'), aide()]).toEqual(['Sans nom. 200 signes au plus.', 'Une phrase. 200 signes au plus.', '200 signes au plus.'])
  })
  it('n’est jamais renvoyé pour un code ou un mot de passe', () => {
    const secret = vueExemple({ saisie: { code: '123456', passe: 'secret' } })
    expect(rendre(<ui.Code vue={secret} nom="code" libelle="x" />) + rendre(<ui.MotDePasse vue={secret} nom="passe" libelle="x" />)).not.toMatch(/123456|secret/)
  })
})

describe('le numéro d’un dossier', () => {
  it('tient sur sa ligne dans une phrase, et se recopie avec ses tirets', () => {
    expect(rendre(<p><ui.Phrase>Dossier CV-2026-000055 reçu, et CR-2026-000056</ui.Phrase></p>)).toBe('<p>Dossier <span class="numero">CV-2026-000055</span> reçu, et <span class="numero">CR-2026-000056</span></p>')
    expect(rendre(<p><ui.Phrase>Rien de tel</ui.Phrase></p>)).toBe('<p>Rien de tel</p>')
  })
})

describe('les erreurs', () => {
  const vue = vueExemple({ erreurs: { 'ddn.mois': 'Écrivez le mois', tel: 'Ajoutez 01 devant', usage: 'Choisissez', '': 'Le dossier a changé' } })
  const page = rendre(
    <ui.Formulaire vue={vue} action="/x">
      <ui.ResumeErreurs vue={vue} />
      <ui.DateChamp vue={vue} nom="ddn" libelle="Naissance" aide="Comme sur la carte" />
      <ui.Telephone vue={vue} nom="tel" libelle="Téléphone" aide="10 chiffres" />
      <ui.Choix vue={vue} nom="usage" libelle="Usage" options={[{ valeur: 'a', libelle: 'A' }]} />
    </ui.Formulaire>,
  )
  it('ont chacune un lien vers un champ qui existe', () => {
    const cibles = [...page.matchAll(/href="#([^"]+)"/g)].map((m) => m[1])
    expect(cibles).toHaveLength(3)
    for (const cible of cibles) expect(page).toContain(`id="${cible}"`)
  })
  it('sont reliées à leur champ par aria', () => {
    expect(page).toMatch(/id="champ-tel" name="tel" aria-describedby="champ-tel-aide champ-tel-erreur" aria-invalid="true"/)
    for (const [, ids] of page.matchAll(/aria-describedby="([^"]+)"/g)) for (const id of ids!.split(' ')) expect(page).toContain(`id="${id}"`)
  })
})

describe('le formulaire', () => {
  it('porte jeton et clé avant tout champ, une clé neuve par formulaire, rien en GET', () => {
    const vue = vueExemple()
    const html = rendre(<><ui.Formulaire vue={vue} action="/a" multipart>{null}</ui.Formulaire><ui.Formulaire vue={vue} action="/b">{null}</ui.Formulaire></>)
    expect(html).toMatch(/<form action="\/a" method="post" enctype="multipart\/form-data"[^>]*novalidate[^>]*><input type="hidden" name="_jeton" value="jeton-exemple"\s*\/?><input type="hidden" name="_cle" value="cle-1"/)
    expect(html).toContain('value="cle-2"')
    expect(rendre(<ui.Formulaire vue={vue} action="/a" methode="get">{null}</ui.Formulaire>)).not.toContain('_jeton')
  })
  it('ne fait pas un lien d’une adresse qui exécute', () => {
    expect(rendre(<ui.Bouton href="javascript:alert(1)">x</ui.Bouton>)).not.toContain('javascript')
  })
})

describe('le gabarit', () => {
  it('est un document entier, sans style ni script en ligne, qui dit l’erreur dans son titre', () => {
    const vue = vueExemple({ erreurs: { x: 'y' }, message: 'Enregistré', chemin: '/suivre/12' })
    const html = ui.rendreDocument(<ui.Gabarit vue={vue} titre="Suivre">bonjour</ui.Gabarit>)
    expect(html).toMatch(/^<!doctype html><html lang="fr">/)
    expect(html).toContain('<title>Erreur\u00a0: Suivre – Iroko</title>')
    expect(html).toMatch(/href="\/suivre" aria-current="page"/)
    expect(html).toContain('role="status"')
  })
  it('le guide ne contient ni style en ligne, ni gestionnaire, ni identifiant double', () => {
    const vue = vueExemple()
    const html = ui.rendreDocument(<ui.Gabarit vue={vue} titre="Guide"><Guide vue={vue} /></ui.Gabarit>)
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|<style|<script(?![^>]* src=)|javascript:/)
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1])
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  })
})

describe('l’horloge', () => {
  it('dessine un segment par jour, cinq pauses au plus, trente segments en gros', () => {
    expect(segments({ prevu: 5, ecoules: 2 }).join('')).toBe('ffrrr')
    expect(segments({ prevu: 3, ecoules: 2 }).join('')).toBe('ffo')
    expect(segments({ prevu: 3, ecoules: 2, pause: 9, enPause: true }).join('')).toBe('ffpppppr')
    expect(segments({ prevu: 3, ecoules: 3, retard: 2 }).join('')).toBe('fffdd')
    expect(segments({ prevu: 60, ecoules: 22 }).length).toBeLessThanOrEqual(31)
  })
  it('dit tout en mots', () => {
    expect(direTemps({ prevu: 3, ecoules: 3, retard: 2, unite: 'ouvré' }).replace(/\u00a0/g, ' ')).toBe('3 jours ouvrés sur 3, 2 jours ouvrés de retard')
  })
})

describe('listes et dessins', () => {
  it('trie par des liens qui gardent les filtres et quittent la page suivante', () => {
    const vue = vueExemple({ chemin: '/d?etat=depose&tri=date&apres=k' })
    const html = rendre(<ui.Tableau vue={vue} legende="x" cle={(l: string) => l} colonnes={[{ titre: 'Date', tri: 'date', entete: true, cellule: (l) => l }]} lignes={[MECHANT]} vide="rien" />)
    expect(html).toContain('href="/d?etat=depose&amp;tri=-date"')
    expect(html).toContain('aria-sort="ascending"')
    expect(html).not.toContain('<script>')
    expect(triDe(vueExemple({ chemin: '/d?tri=-n' }))).toEqual({ cle: 'n', sens: 'descending' })
    expect(rendre(<ui.Tableau vue={vue} legende="x" cle={(l: string) => l} colonnes={[]} lignes={[]} vide={<ui.Vide titre="Aucun dossier" />} />)).toContain('Aucun dossier')
  })
  it('coupe les lignes du circuit et le dit en une phrase', () => {
    expect(couper('un deux trois', 7)).toEqual(['un deux', 'trois'])
    expect(direCircuit([{ titre: 'Décision', etat: 'ici', sortie: 'Refus' }])).toContain('Décision en cours, Refus possible')
  })
  it('laisse quatre modules blancs autour du QR', () => {
    expect(rendre(<ui.Qr titre="x" modules={[[true]]} />)).toContain('viewBox="0 0 9 9"')
  })
})
