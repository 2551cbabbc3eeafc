import { expect, test } from 'vitest'
import { chargerModeles, remplir } from './modeles.ts'

test('ce que quelqu’un a écrit entre dans la phrase sans doubler son point', () => {
  const { texte, sms } = chargerModeles()['dossier-complement']!
  const valeurs = { bureau: 'La mairie', numero: 'CV-2026-000055', lien: 'https://iroko.example/s', demande: 'envoyez le verso.' }
  expect(remplir(texte, valeurs)).toContain('envoyez le verso. Le délai')
  expect(remplir(sms!, { ...valeurs, demande: 'le verso' })).toContain('le verso. Répondez')
  expect(remplir('{demande}', valeurs)).toBe('envoyez le verso.')
})

test('une place inconnue est une faute du modèle', () => {
  expect(() => remplir('{inconnu}', {})).toThrow('inconnu')
})
