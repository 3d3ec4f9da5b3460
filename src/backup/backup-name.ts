/** The ending of a backup's name. */
export const backupEnding = '.hermit-backup'

/** Whether a file calls itself a backup. */
export const isBackupName = (name: string) => name.toLowerCase().endsWith(backupEnding)
