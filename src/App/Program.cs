Console.WriteLine("livepose");
