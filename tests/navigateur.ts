import chromium from '@sparticuz/chromium'
import AxeBuilder from 'axe-core'
import { chromium as playwright } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'

// Not the package's own arguments: --single-process dies when a page closes, --disable-web-security hides faults.
const ARGS = ['--headless=shell', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync']

/** The browser of the tests, from npm: nothing is installed on the machine. */
export async function ouvrirNavigateur(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium.executablePath(), args: ARGS, headless: true })
}

/** A browser that keeps what it knows in a folder: closed and opened again there, it is the same one. */
export async function ouvrirMachine(dossier: string, taille: { width: number; height: number }): Promise<BrowserContext> {
  return playwright.launchPersistentContext(dossier, { executablePath: await chromium.executablePath(), args: ARGS, headless: true, viewport: taille, locale: 'fr-FR', timezoneId: 'Africa/Porto-Novo' })
}

export const TELEPHONE = { width: 360, height: 740 }
export const BUREAU = { width: 1280, height: 800 }

/** A window of its own: its cookies, its size, with or without JavaScript. French, Porto-Novo. */
export function ouvrirFenetre(navigateur: Browser, options: { taille: { width: number; height: number }; script: boolean }): Promise<BrowserContext> {
  return navigateur.newContext({ viewport: options.taille, javaScriptEnabled: options.script, locale: 'fr-FR', timezoneId: 'Africa/Porto-Novo' })
}

/** Accessibility faults of the page (WCAG 2.0 to 2.2 A and AA), as sentences. Needs JavaScript in the window. */
export async function fautesAccessibilite(page: Page): Promise<string[]> {
  await page.evaluate(AxeBuilder.source)
  const resultat = await page.evaluate(() => (globalThis as unknown as { axe: { run: (o: object) => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> } }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  return resultat.violations.map((v) => `${v.id} : ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)
}

/** Whether the page is wider than its window. */
export const deborde = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)
