import type { Reglages } from '../src/kernel/reglages.ts'

export const MODELE = 'iroko_modele'
export const SECRET_ESSAI = 'secret-des-essais-qui-ne-sert-nulle-part-ailleurs'

/** Settings of a test: nothing of the machine's environment comes in. */
export function reglagesEssai(donnees: string, autres: Partial<Reglages> = {}): Reglages {
  return {
    mode: 'essai',
    port: 0,
    hote: '127.0.0.1',
    adresse: 'http://iroko.test',
    donnees,
    databaseUrl: undefined,
    secret: undefined,
    smtp: undefined,
    sms: undefined,
    clamav: undefined,
    oidc: undefined,
    prestataires: ['bac-a-sable'],
    temoin: undefined,
    mediateur: undefined,
    niveauLog: 'silent',
    mandataires: 0,
    ...autres,
  }
}
