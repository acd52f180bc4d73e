'use client';

import { useEffect, useState } from 'react';
import { checkCallback } from 'onerway-edge';
import { told } from '../sample/told.mjs';

// Only the documentation's key may stand in a page.
export default function Page() {
  const [answer, setAnswer] = useState('not yet');
  useEffect(() => setAnswer(told(checkCallback)), []);
  return <title>{answer}</title>;
}
