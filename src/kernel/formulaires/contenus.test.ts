import { expect, it } from 'vitest'
import { joindreContenus, lireCsv } from './contenus.ts'
import { lireDefinition } from './lire-definition.ts'

const fichiers: Record<string, string> = {
  'voies.csv': '\ufeffcode;nom\r\nv1;"Rue ; du Marché"\r\n\r\nv2;Rue de l’École\r\n',
  'virgules.csv': 'code,nom\nv1,Rue\n',
  'casse.csv': 'code,nom\n"v1,Rue\n',
  'plan.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
}
const lire = (nom: string) => {
  if (!Object.hasOwn(fichiers, nom)) throw new Error('ENOENT')
  return new TextEncoder().encode(fichiers[nom])
}
const source = (...champs: object[]) => ({ etapes: [{ code: 'e', titre: 'E', champs: champs.map((c, i) => ({ code: `c${i}`, ...c })) }] })
const reference = (fichier: string) => ({ type: 'reference', libelle: 'R', table: { fichier, cle: 'code', libelle: 'nom' } })
const image = { type: 'image', fichier: 'plan.svg', alternative: 'Un plan' }

it('met les lignes d’un CSV et les images dans la définition, jusque dans les blocs', () => {
  const bloc = { type: 'bloc', libelle: 'B', ajouter: 'Ajouter', champs: [{ code: 'r', ...reference('virgules.csv') }, { code: 'i', ...image }] }
  const def = lireDefinition(joindreContenus(source(reference('voies.csv'), image, bloc), lire))
  expect(def.etapes[0]!.champs[0]).toMatchObject({ table: { colonnes: ['code', 'nom'], lignes: [['v1', 'Rue ; du Marché'], ['v2', 'Rue de l’École']] } })
  expect(def.etapes[0]!.champs[1]).toMatchObject({ donnees: `data:image/svg+xml;base64,${Buffer.from(fichiers['plan.svg']!).toString('base64')}` })
  expect(def.etapes[0]!.champs[2]).toMatchObject({ champs: [{ table: { lignes: [['v1', 'Rue']] } }, { donnees: expect.stringMatching(/^data:/) }] })
})

it('dit quel fichier manque, et n’en ouvre pas d’autre que ceux du dossier', () => {
  expect(() => joindreContenus(source(reference('absent.csv')), lire)).toThrow('Le fichier « absent.csv » manque à côté de la démarche')
  expect(() => joindreContenus(source(reference('casse.csv')), lire)).toThrow('n’est pas une table')
  for (const fichier of ['../../secret.csv', '/etc/passwd', 'voies.csv\0', 'sous/voies.csv']) expect(() => joindreContenus(source(reference(fichier)), lire)).toThrow('ne se lit pas')
  // A picture of another name is left as it is, and refused by the reading.
  expect(() => lireDefinition(joindreContenus(source({ ...image, fichier: '../plan.svg' }), lire))).toThrow('le fichier d’une image s’écrit plan.png')
  expect(() => lireDefinition(source(image))).toThrow('Le champ « c0 » montre « plan.svg », qui n’a pas été lu')
  fichiers['plan.svg'] = 'x'.repeat(50_000)
  expect(() => lireDefinition(joindreContenus(source(image), lire))).toThrow('trop lourde')
})

it('laisse passer ce qui n’est pas un formulaire, sans lever', () => {
  for (const v of [undefined, null, 3, 'texte', [], {}, { etapes: 3 }, { etapes: [null, { champs: 3 }, { champs: [null, 3, { type: 'bloc' }] }] }]) expect(() => joindreContenus(v, lire)).not.toThrow()
})

it('sépare un CSV par ce que ses titres utilisent, hors de leurs guillemets', () => {
  expect(lireCsv(new TextEncoder().encode('"Nom, prénom";"Âge, sexe"\nAfi;"12, F"\n'))).toEqual({ colonnes: ['Nom, prénom', 'Âge, sexe'], lignes: [['Afi', '12, F']] })
})
