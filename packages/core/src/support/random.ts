export interface Random {
  fork(name: string | number): Random;
  next(): number;
}
