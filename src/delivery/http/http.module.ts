import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { MulterModule } from '@nestjs/platform-express';
import { diskStorage } from 'multer';
import { ZodValidationPipe } from 'nestjs-zod';
import { DeliveryModule } from '../delivery.module.js';
import { HealthController } from './health.controller.js';
import { ImportsController } from './imports.controller.js';
import { IncidentsController } from './incidents.controller.js';
import { PastImportsController } from './past-imports.controller.js';
import { PeopleController } from './people.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { UploadsModule } from './uploads.module.js';
import { UploadsService } from './uploads.service.js';

const FILES_PER_UPLOAD = 100;

@Module({})
export class HttpModule {
  static forRoot(options: { uploadLimitMegabytes: number }): DynamicModule {
    return {
      module: HttpModule,
      imports: [
        DeliveryModule,
        MulterModule.registerAsync({
          imports: [UploadsModule],
          inject: [UploadsService],
          useFactory: (uploads: UploadsService) => ({
            storage: diskStorage({
              destination: (_request, _file, done) => {
                done(null, uploads.folder());
              },
            }),
            limits: { fileSize: options.uploadLimitMegabytes * 1_000_000, files: FILES_PER_UPLOAD },
          }),
        }),
      ],
      controllers: [HealthController, ImportsController, IncidentsController, PastImportsController, PeopleController],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: ZodValidationPipe },
      ],
    };
  }
}
