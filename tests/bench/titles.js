/** What the named workloads train, in the notation of the field. */
export const titles = {
  W1: 'hihello, LSTM 5, batch 1, T 6',
  W2: 'sentence, 2 × LSTM 25, batch 170, T 10',
  W3: 'stock, LSTM 10, batch 500, T 7',
  W4: 'MNIST, RNN 150, batch 150, T 28',
  W5: 'MNIST, 3 × ReLU RNN 100, batch 150, T 28',
  W6: 'MNIST, 3 × LSTM 150, batch 150, T 28',
  W7: 'time series, ReLU RNN 100, batch 50, T 20',
  W8: 'word2vec, V 50000, E 150, batch 128, 64 negatives',
  W9: 'char-rnn, 3 × LSTM 512, batch 50, T 50',
  W10: 'sampling a character, 2 × LSTM 256',
};
