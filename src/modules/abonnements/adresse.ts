import { BlockList, isIP, isIPv4 } from 'node:net'
import { Refus } from '../../lib/erreurs.ts'

/** IPv4 networks that are not the public Internet (IANA special-purpose registry): private, loopback, link-local, cloud metadata, shared, tests, multicast, reserved. */
const RESERVES_4: readonly [string, number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.31.196.0', 24], ['192.52.193.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24],
  ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
]
/** IPv6: only global unicast is let through, less what stands for something else in it: protocols, Teredo, documentation, 6to4 (an IPv4 inside), AS112. */
const RESERVES_6: readonly [string, number][] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['2620:4f:8000::', 48], ['3fff::', 20]]

const refuses = new BlockList()
for (const [reseau, bits] of RESERVES_4) refuses.addSubnet(reseau, bits, 'ipv4')
for (const [reseau, bits] of RESERVES_6) refuses.addSubnet(reseau, bits, 'ipv6')
const globales = new BlockList()
globales.addSubnet('2000::', 3, 'ipv6')

/**
 * Whether an address is on the public Internet. IPv4 written inside an IPv6 (mapped, compatible, NAT64) is never: `2000::/3` holds none
 * of them. What is not an address is not public.
 */
export function estPublique(adresse: string): boolean {
  if (isIPv4(adresse)) return !refuses.check(adresse, 'ipv4')
  // A zone (`%eth0`) names an interface of this machine.
  if (isIP(adresse) !== 6 || adresse.includes('%')) return false
  return globales.check(adresse, 'ipv6') && !refuses.check(adresse, 'ipv6')
}

/** The name or address of a URL, without the brackets of an IPv6. */
export const hoteDe = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/** Reads where a subscriber is told. `local` (tests only) lets http and this machine through. Throws `Refus` with what to correct. */
export function lireUrl(tape: string, local: boolean): URL {
  const url = URL.canParse(tape) ? new URL(tape) : undefined
  if (!url || !(url.protocol === 'https:' || (local && url.protocol === 'http:'))) throw new Refus('Écrivez une adresse qui commence par https://, par exemple https://exemple.bj/avis')
  if (url.username || url.password) throw new Refus('Écrivez l’adresse sans nom ni mot de passe : la signature suffit à nous reconnaître')
  if (url.hash) throw new Refus('Écrivez l’adresse sans « # »')
  const hote = hoteDe(url)
  if (!local && isIP(hote) && !estPublique(hote)) throw new Refus('Cette adresse est d’un réseau privé ou réservé : donnez une adresse publique')
  if (!local && !isIP(hote) && (!hote.includes('.') || /\.(?:local|localhost|internal|home\.arpa|test|invalid|onion)\.?$/.test(`.${hote}`))) throw new Refus('Ce nom ne se trouve pas sur Internet : donnez une adresse publique')
  return url
}
