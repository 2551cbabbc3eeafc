import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estPublique, lireUrl } from './adresse.ts'
import { choisirAdresse, envoyer } from './envoyer.ts'

const privees = ['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
  '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::ffff:7f00:1', '64:ff9b::7f00:1', '64:ff9b:1::1', '100::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', '2001::1', '2001:0:7f00:1::', '2001:db8::1', '2002:7f00:1::', '2002:c0a8:101::1', '3fff::1', '4000::1']
const publiques = ['1.1.1.1', '8.8.8.8', '41.79.0.1', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '192.169.0.0', '169.253.255.255', '169.255.0.0', '223.255.255.255', '2001:4860:4860::8888', '2606:4700::1111', '2a00:1450:4007::1']

describe('une adresse de réseau', () => {
  it.each(privees)('%s n’est pas publique', (adresse) => expect(estPublique(adresse)).toBe(false))
  it.each(publiques)('%s est publique', (adresse) => expect(estPublique(adresse)).toBe(true))

  it('aucune IPv4 écrite dans une IPv6 ne passe, et ce qui n’est pas une adresse non plus', () => {
    const enHexa = (v4: string) => v4.split('.').map((n) => Number(n).toString(16).padStart(2, '0')).join('').replace(/(.{4})/, '$1:')
    fc.assert(fc.property(fc.ipV4(), fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:'), (v4, prefixe) => !estPublique(`${prefixe}${v4}`)))
    fc.assert(fc.property(fc.ipV4(), fc.constantFrom('2002:', '::ffff:', '64:ff9b::', '2001:0:'), (v4, prefixe) => !estPublique(`${prefixe}${enHexa(v4)}${prefixe.includes('::') ? '' : '::1'}`)))
    fc.assert(fc.property(fc.string().filter((texte) => !/^[\d.]+$|:/.test(texte)), (texte) => !estPublique(texte)))
  })

  it('les bornes des réseaux privés sont exactes, comme un calcul à part le dit', () => {
    const reseaux: [number, number][] = [[10, 8], [172 * 256 + 16, 12], [192 * 256 + 168, 16], [169 * 256 + 254, 16], [127, 8], [100 * 256 + 64, 10]]
    const dansReseau = (a: number, b: number) => reseaux.some(([base, bits]) => (bits === 8 ? a === base : Math.floor((a * 256 + b) / 2 ** (16 - bits)) === Math.floor(base / 2 ** (16 - bits))))
    fc.assert(
      fc.property(fc.constantFrom(10, 11, 100, 126, 127, 128, 169, 172, 192), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 10, max: 50 }), (a, b, d) => {
        fc.pre(!(a === 192 && [0, 31, 52, 88, 175].includes(b)))
        expect(estPublique(`${a}.${b}.77.${d}`)).toBe(!dansReseau(a, b))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('l’adresse d’un abonnement', () => {
  it.each(['http://exemple.bj/', 'ftp://exemple.bj/', 'exemple.bj', 'javascript:1', 'https://moi:secret@exemple.bj/', 'https://exemple.bj/#a', 'https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://127.1/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://169.254.169.254/latest', 'https://localhost/', 'https://serveur/', 'https://a.local/', 'https://metadata.google.internal/', 'https://x.localhost./'])('%s est refusée', (url) => expect(() => lireUrl(url, false)).toThrow())
  it.each(['https://exemple.bj/avis', 'https://exemple.bj:8443/a?b=c', 'https://41.79.0.1/'])('%s est acceptée', (url) => expect(lireUrl(url, false).href).toBe(url))

  it('un nom qui mène aussi à une adresse privée est refusé, même s’il en a une publique', async () => {
    const url = new URL('https://piege.bj/')
    await expect(choisirAdresse(url, false, async () => ['41.79.0.1', '10.0.0.1'])).rejects.toThrow('privée')
    await expect(choisirAdresse(url, false, async () => ['::ffff:127.0.0.1'])).rejects.toThrow('privée')
    await expect(choisirAdresse(url, false, async () => [])).rejects.toThrow('pas d’adresse')
    expect(await choisirAdresse(url, false, async () => ['41.79.0.1', '41.79.0.2'])).toBe('41.79.0.1')
  })
  it('rien ne part vers cette machine, sous aucun nom, hors des essais', async () => {
    let appels = 0
    const serveur = createServer((_, reponse) => void (appels++, reponse.end()))
    await new Promise<void>((suite) => serveur.listen(0, '127.0.0.1', suite))
    const { port } = serveur.address() as AddressInfo
    for (const url of [`http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, `https://localhost:${port}/`, `https://piege.bj:${port}/`]) {
      const issue = await envoyer(url, '{}', {}, { local: false, resoudre: async () => ['127.0.0.1'] })
      expect([issue.statut, issue.erreur], url).toEqual([null, expect.stringMatching(/privé|https|Internet/)])
    }
    expect((await envoyer(`http://127.0.0.1:${port}/`, '{}', {}, { local: true })).statut).toBe(200)
    expect(appels).toBe(1)
    serveur.close()
  })
})
