/** A visitor for tests of views: nobody signed in, nothing wrong, files under their plain names. */
import type { Vue } from './vue.ts'

export function vueExemple(changes: Partial<Vue> = {}): Vue {
  let cles = 0
  return {
    chemin: '/ui',
    maintenant: new Date('2026-06-05T08:42:00Z'),
    jeton: 'jeton-exemple',
    cle: () => `cle-${++cles}`,
    erreurs: {},
    saisie: {},
    menu: [],
    reglages: { hote: 'exemple.example', demonstration: true },
    actif: (nom) => `/actifs/${nom}`,
    ...changes,
  }
}
