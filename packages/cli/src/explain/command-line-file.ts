/** What stands for the file of an instruction given on the command line. */
export const commandLineFile = 'command line';
